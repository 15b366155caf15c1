//! The many style sheets of the sources, as the one that a browser loads first, and the one that it loads with the
//! first part of the app.

use super::hash;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

const LINK: &str = r#"<link rel="stylesheet" href="/assets/"#;

/// How the comment begins behind which a document names the style sheets of the app's parts.
const PARTS: &str = "<!-- Parts:";

/// Joins the style sheets of a document that Trunk built into one, in their order, and answers with those of its parts,
/// joined as well. Each by itself would be a request of its own before anything is drawn, and would compress worse.
pub(super) fn join(document: &Path) -> Result<String> {
    let folder = document.parent().unwrap_or(Path::new("."));
    let html = fs::read_to_string(document)?;
    let Links { rest, first, parts } = take_links(&html);
    let Some(head_ends) = rest.find("</title>").map(|at| at + "</title>".len()) else {
        bail!("{} has no title", document.display());
    };
    if first.is_empty() {
        bail!("{} has no style sheet", document.display());
    }
    let first = take_files(folder, &first)?;
    let name = format!("style-{:016x}.css", hash(&first));
    let (before, after) = rest.split_at(head_ends);
    fs::write(document, format!("{before}\n    {LINK}{name}\"/>{after}"))?;
    fs::write(folder.join(name), first)?;
    take_files(folder, &parts)
}

/// What stands in these files of `folder`, which are not there any more afterwards.
fn take_files(folder: &Path, names: &[&str]) -> Result<String> {
    let mut joined = String::new();
    for name in names {
        let sheet = folder.join(name);
        joined += &fs::read_to_string(&sheet).with_context(|| format!("cannot read {}", sheet.display()))?;
        fs::remove_file(sheet)?;
    }
    Ok(joined)
}

/// What [`take_links`] finds.
struct Links<'a> {
    /// The document without them, and without the word before those of the parts.
    rest: String,
    /// The style sheets that it is drawn with.
    first: Vec<&'a str>,
    /// Those of the parts.
    parts: Vec<&'a str>,
}

fn take_links(html: &str) -> Links<'_> {
    let mut links = Links { rest: String::new(), first: Vec::new(), parts: Vec::new() };
    let mut is_behind = false;
    for line in html.split_inclusive('\n') {
        match line.trim().strip_prefix(LINK).and_then(|rest| rest.split('"').next()) {
            Some(name) if is_behind => links.parts.push(name),
            Some(name) => links.first.push(name),
            None if line.trim_start().starts_with(PARTS) => is_behind = true,
            None => links.rest.push_str(line),
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands behind the word is not loaded with the document.
    #[test]
    fn links_to_style_sheets_are_found_in_their_order() {
        let html = "<title>A</title>\n  <link rel=\"stylesheet\" href=\"/assets/b-1.css\"/>\n\
                    <link rel=\"icon\" href=\"/assets/i.svg\"/>\n  \
                    <link rel=\"stylesheet\" href=\"/assets/a-2.css\"/>\n\
                    <!-- Parts: later. -->\n<link rel=\"stylesheet\" href=\"/assets/c-3.css\"/>\n";
        let Links { rest, first, parts } = take_links(html);
        assert_eq!(rest, "<title>A</title>\n<link rel=\"icon\" href=\"/assets/i.svg\"/>\n");
        assert_eq!((first, parts), (vec!["b-1.css", "a-2.css"], vec!["c-3.css"]));
    }
}
