//! Short names for what a program of the app takes from its script.
//!
//! `wasm-bindgen` ends each of some hundred names in a hash of sixteen digits, which stands in the script and in the
//! program, and which no compression makes smaller: about a fortieth of what a first visit loads.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Parser};

/// How many hexadecimal digits a hash has.
const HASH_DIGITS: usize = 16;

/// Gives the imports of `program` short names, in it and in the script that it takes them from.
pub(super) fn shorten(script: &Path, program: &Path) -> Result<()> {
    let text = fs::read_to_string(script)?;
    let mut names = Names::in_script(&text);
    fs::write(script, names.shortened(&text))?;
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), &fs::read(program)?)
        .with_context(|| format!("cannot read {}", program.display()))?;
    Ok(fs::write(program, module.finish())?)
}

/// The short name of each long one.
struct Names(HashMap<String, String>);

impl Names {
    fn in_script(script: &str) -> Self {
        let mut names = HashMap::new();
        for name in words(script).filter(|word| ends_in_hash(word)) {
            let number = names.len();
            names.entry(name.to_owned()).or_insert_with(|| format!("_{number:x}"));
        }
        Self(names)
    }

    fn shortened(&self, script: &str) -> String {
        let mut shortened = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(at) = rest.find(is_of_word) {
            let (before, from_word) = rest.split_at(at);
            let end = from_word.find(|c| !is_of_word(c)).unwrap_or(from_word.len());
            let (word, after) = from_word.split_at(end);
            shortened += before;
            shortened += self.0.get(word).map_or(word, String::as_str);
            rest = after;
        }
        shortened + rest
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            let name = self.0.get(import.name).map_or(import.name, String::as_str);
            imports.import(import.module, name, ty);
        }
        Ok(())
    }
}

fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|c| !is_of_word(c)).filter(|word| !word.is_empty())
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

/// Whether a name is one of those that `wasm-bindgen` makes for an import.
fn ends_in_hash(name: &str) -> bool {
    let Some((_, hash)) = name.strip_prefix("__wb").and_then(|rest| rest.rsplit_once('_')) else {
        return false;
    };
    hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};
    use wasmparser::Payload;

    const LONG: &str = "__wbg_url_1be993c7b186415b";

    /// The script and the program know each other by the same names, and no other name changes.
    #[test]
    fn both_sides_take_the_short_name() {
        let script = format!("{{ {LONG}: (a) => a.url, __wbindgen_free: 1 }}");
        let mut names = Names::in_script(&script);
        assert_eq!(names.shortened(&script), "{ _0: (a) => a.url, __wbindgen_free: 1 }");

        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", LONG, EntityType::Function(0));
        imports.import("./parts.js", "load", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        let mut shortened = Module::new();
        names.parse_core_module(&mut shortened, Parser::new(0), &module.finish()).unwrap();
        let program = shortened.finish();
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&program) {
            if let Payload::ImportSection(section) = payload.unwrap() {
                found.extend(section.into_imports().map(|import| import.unwrap().name.to_owned()));
            }
        }
        assert_eq!(found, ["_0", "load"]);
    }
}
