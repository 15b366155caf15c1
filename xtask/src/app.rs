//! The app that the browser loads: built by Trunk, made small, compressed ahead of time.
//!
//! Trunk builds each document into a folder of its own. From there each file is finished into `target/app`, which the
//! server embeds; what has not changed since the last time is left alone there, so that the server is not built again
//! either.

mod parts;
mod short_names;
mod style_sheets;

use crate::process::{self, command, path_with, run};
use crate::{project, report, tools};
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether the app may be served larger than it need be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// It is shrunk by tools that run on Node.js.
    Small,
    /// It is shrunk if Node.js is there.
    SmallIfPossible,
}

/// Builds the app and finishes it into [`project::app`].
pub(crate) fn build(size: Size) -> Result<()> {
    tools::wasm_target()?;
    let mut raw = Raw::new();
    for (document, program) in DOCUMENTS {
        collect(&build_by_trunk(document, program)?, document, &mut raw)?;
    }
    let shrinker = match size {
        Size::SmallIfPossible if tools::node::check().is_err() => {
            report::detail("Without Node.js the app stays about twice as large as it need be");
            None
        }
        _ => Some(Shrinker::new()?),
    };
    finish(&raw, &project::app(), shrinker.as_ref())
}

/// What browsers go to, each with a program of its own: the app, and the landing pages of links.
const DOCUMENTS: [(&str, &str); 2] = [("index.html", "staffroom-app"), ("landing.html", "staffroom-landing")];

/// What Trunk calls every document that it builds.
const BUILT_DOCUMENT: &str = "index.html";

/// Each file that Trunk built, by the name that it is served under.
type Raw = BTreeMap<String, PathBuf>;

fn build_by_trunk(document: &str, program: &str) -> Result<PathBuf> {
    let trunk = tools::trunk()?;
    let dist = project::target().join(format!("trunk-{}", document.trim_end_matches(".html")));
    run(command(trunk)
        .args(["build", "--release", "--skip-version-check", "--dist"])
        .arg(&dist)
        .arg(document)
        .env("PATH", path_with(&tools::wasm_bindgen_folder()?)?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rust_flags())
        // Trunk reads it as a value of its own flag, and refuses `1`.
        .env_remove("NO_COLOR"))?;
    let style_of_parts = style_sheets::join(&dist.join(BUILT_DOCUMENT))?;
    parts::split(&dist, program, &style_of_parts)?;
    Ok(dist)
}

/// What the compiler is told for the app: in the place of `.cargo/config.toml`, so that its flag stands here as well.
fn rust_flags() -> String {
    // What the linker moved where is what the splitting goes by.
    let mut flags = vec!["--cfg=erase_components".to_owned(), "-Clink-args=--emit-relocs".to_owned()];
    flags.extend(process::path_flags());
    flags.join(" ")
}

fn collect(dist: &Path, document: &str, raw: &mut Raw) -> Result<()> {
    for name in files_below(dist)? {
        let file = dist.join(&name);
        raw.insert(if name == BUILT_DOCUMENT { document.to_owned() } else { name }, file);
    }
    Ok(())
}

/// What Rust's WebAssembly uses. The file no longer says so itself, and with more than that `wasm-opt` would write
/// what browsers do not read.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The tools that make the app's files smaller.
struct Shrinker {
    modules: PathBuf,
}

impl Shrinker {
    fn new() -> Result<Self> {
        let modules = tools::node::packages(&project::root().join("xtask/node"))?;
        Ok(Self { modules })
    }

    /// Makes `file` smaller, by what it is.
    fn shrink(&self, file: &Path) -> Result<()> {
        let shrunk = file.with_extension("shrunk");
        let mut tool = match file.extension().and_then(|extension| extension.to_str()) {
            Some("css" | "js") => {
                let mut esbuild = self.tool("esbuild/bin/esbuild");
                esbuild.arg(file).args(["--minify", "--log-level=warning"]);
                // `wasm-bindgen` names a script once for each function that it takes from it.
                esbuild.arg("--log-override:duplicate-object-key=silent");
                esbuild.arg(format!("--outfile={}", shrunk.display()));
                esbuild
            }
            Some("wasm") => {
                let mut wasm_opt = self.tool("binaryen/bin/wasm-opt");
                wasm_opt.arg("-Oz").args(WASM_FEATURES).arg(file).arg("-o").arg(&shrunk);
                wasm_opt
            }
            _ => return Ok(()),
        };
        run(&mut tool)?;
        Ok(fs::rename(shrunk, file)?)
    }

    fn tool(&self, path: &str) -> Command {
        let path = self.modules.join(path);
        let mut tool = command("node");
        tool.arg(path);
        tool
    }
}

/// Each finished file by its name, with a hash of what it was made from. Kept beside the app between builds.
type Made = BTreeMap<String, u64>;

fn finish(raw: &Raw, app: &Path, shrinker: Option<&Shrinker>) -> Result<()> {
    let record = project::target().join("app.made");
    let made: Made =
        fs::read(&record).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    let making = what_to_make(raw, shrinker.is_some())?;
    if made == making && app.is_dir() {
        return Ok(());
    }
    // Until all is done, nothing may be taken for finished.
    if record.exists() {
        fs::remove_file(&record)?;
    }
    remove_others(app, &making)?;
    for (name, hash) in &making {
        if made.get(name) != Some(hash) || !is_whole(&app.join(name)) {
            finish_file(&raw[name], &app.join(name), shrinker)
                .with_context(|| format!("cannot finish {name}"))?;
        }
    }
    Ok(fs::write(&record, serde_json::to_vec(&making)?)?)
}

fn what_to_make(raw: &Raw, is_shrunk: bool) -> Result<Made> {
    raw.iter().map(|(name, file)| Ok((name.clone(), hash(&(fs::read(file)?, is_shrunk))))).collect()
}

fn hash(content: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

fn finish_file(raw: &Path, finished: &Path, shrinker: Option<&Shrinker>) -> Result<()> {
    if let Some(folder) = finished.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(raw, finished)?;
    if let Some(shrinker) = shrinker {
        shrinker.shrink(finished)?;
    }
    if is_compressed_ahead(finished) {
        let bytes = fs::read(finished)?;
        fs::write(with_suffix(finished, "gz"), gzip(&bytes)?)?;
        fs::write(with_suffix(finished, "br"), brotli(&bytes)?)?;
    }
    Ok(())
}

/// A document is filled in for each answer, so that it cannot be compressed ahead of time.
fn is_compressed_ahead(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("css" | "ico" | "js" | "json" | "svg" | "txt" | "wasm" | "webmanifest"))
}

fn is_whole(finished: &Path) -> bool {
    let siblings = ["gz", "br"].map(|suffix| with_suffix(finished, suffix));
    finished.is_file() && (!is_compressed_ahead(finished) || siblings.iter().all(|sibling| sibling.is_file()))
}

fn remove_others(app: &Path, making: &Made) -> Result<()> {
    if !app.is_dir() {
        return Ok(());
    }
    for name in files_below(app)? {
        let original = name.strip_suffix(".br").or(name.strip_suffix(".gz")).unwrap_or(&name);
        if !making.contains_key(original) {
            fs::remove_file(app.join(name))?;
        }
    }
    Ok(())
}

/// Every file below a folder, by its path from there, in a fixed order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder)?.to_string_lossy().into_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// `app.js` and `br` make `app.js.br`.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// The smallest that brotli makes of `bytes`.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    const LARGEST_WINDOW: i32 = 24;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: LARGEST_WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
