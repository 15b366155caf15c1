//! Splits a program of the app into the files that a browser loads one by one.
//!
//! The sources mark a part with `split_off!` (`src/ui/later.rs`). What the linker writes holds all parts; here the code
//! that only one of them uses becomes a file of its own, and `wasm-bindgen` makes the first of them loadable. Trunk
//! knows nothing of it, so that its own two files make way for a folder with all of them, and with the style sheet that
//! the parts share.

use super::{BUILT_DOCUMENT, hash, short_names};
use crate::process::{command, run};
use crate::{project, tools};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::Path;
use wasm_split_cli_support::{Options, transform};

/// The names of the files in the folder. Its own name changes with what it was made from, theirs need not.
const SCRIPT: &str = "app.js";
const LINK: &str = "parts.js";
const PROGRAM: &str = "app_bg.wasm";
const STYLE: &str = "parts.css";

/// Splits the program `name` of the document that Trunk built into `dist`; its parts look as `style` says.
pub(super) fn split(dist: &Path, name: &str, style: &str) -> Result<()> {
    let linked = project::wasm_program(name);
    let whole = fs::read(&linked).with_context(|| format!("cannot read {}", linked.display()))?;
    let folder = format!("{name}-{:016x}", hash(&(&whole, style)));
    let parts = dist.join(&folder);
    fs::create_dir_all(&parts)?;
    let first = parts.join("app.wasm");
    split_into(&whole, &parts, &first).with_context(|| format!("cannot split {}", linked.display()))?;
    run(command(tools::wasm_bindgen_folder()?.join("wasm-bindgen"))
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--out-name=app", "--out-dir"])
        .arg(&parts)
        .arg(&first))?;
    fs::remove_file(first)?;
    short_names::shorten(&parts.join(SCRIPT), &parts.join(PROGRAM))?;
    if !style.is_empty() {
        fs::write(parts.join(STYLE), style)?;
        let link = parts.join(LINK);
        fs::write(&link, with_style(&fs::read_to_string(&link)?)?)?;
    }

    let document = dist.join(BUILT_DOCUMENT);
    let html = fs::read_to_string(&document)?;
    let Some(whole) = built(&html, name) else { bail!("{} does not load {name}", document.display()) };
    fs::write(&document, lead_to(&folder, whole, &html))?;
    for file in [format!("{whole}.js"), format!("{whole}_bg.wasm")] {
        fs::remove_file(dist.join(file))?;
    }
    Ok(())
}

fn split_into(whole: &[u8], folder: &Path, first: &Path) -> Result<()> {
    let (link, script) = (format!("./{LINK}"), format!("./{SCRIPT}"));
    let mut options = Options::new(whole);
    options.output_dir = folder;
    options.main_out_path = first;
    options.link_name = &link;
    options.main_module = &script;
    transform(options).map(|_| ()).map_err(|error| anyhow!("{error:#}"))
}

/// The link to the parts, which says of one that it is there once what it looks like is there too.
fn with_style(link: &str) -> Result<String> {
    const WAIT: &str = "await callee();";
    if !link.contains(WAIT) {
        bail!("the link to the parts waits for them otherwise than it did");
    }
    let link = link.replace(WAIT, "await Promise.all([callee(), style()]);");
    Ok(format!("{link}\n{STYLE_LOADER}"))
}

const STYLE_LOADER: &str = r#"
let styled;
function style() {
    return styled ??= new Promise((loaded, failed) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = new URL("./parts.css", import.meta.url);
        link.onload = loaded;
        link.onerror = () => {
            // The next part that is asked for tries once more.
            styled = undefined;
            link.remove();
            failed(new Error("the style sheet of the parts could not be loaded"));
        };
        document.head.append(link);
    });
}
"#;

/// What Trunk called the program, without an ending.
fn built<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let at = html.find(&format!("{name}-"))?;
    html[at..].split(".js").next()
}

/// The document that loads the folder in the place of Trunk's two files.
fn lead_to(folder: &str, whole: &str, html: &str) -> String {
    let script = format!("{folder}/{SCRIPT}");
    let html = html
        .replace(&format!("{whole}.js"), &script)
        .replace(&format!("{whole}_bg.wasm"), &format!("{folder}/{PROGRAM}"));
    // The script asks for the link at once, and the browser need not wait for the script to know.
    let preload = html
        .split_inclusive('>')
        .map(str::trim_start)
        .find(|tag| tag.contains("modulepreload") && tag.contains(&script))
        .unwrap_or_default();
    let both = format!("{preload}{}", preload.replace(&script, &format!("{folder}/{LINK}")));
    if preload.is_empty() { html } else { html.replace(preload, &both) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part that were drawn before its style sheet is there would jump.
    #[test]
    fn a_part_waits_for_what_it_looks_like() {
        let link = with_style("try { await callee(); }").unwrap();
        assert!(link.starts_with("try { await Promise.all([callee(), style()]); }"), "{link}");
        assert!(link.contains(STYLE));
        assert!(with_style("try { await other(); }").is_err());
    }

    /// The document loads the parts, and nothing of what Trunk called them is left in it.
    #[test]
    fn a_document_leads_to_the_parts() {
        let html = "<script>import(\"/assets/app-1f.js\").then(\"/assets/app-1f_bg.wasm\")</script>\n\
                    <link rel=\"modulepreload\" href=\"/assets/app-1f.js\">";
        let whole = built(html, "app").unwrap();
        assert_eq!(whole, "app-1f");
        let html = lead_to("app-2e", whole, html);
        assert!(!html.contains("1f"), "{html}");
        for file in ["app.js", "app_bg.wasm", "parts.js"] {
            assert!(html.contains(&format!("/assets/app-2e/{file}\"")), "{file}: {html}");
        }
    }
}
