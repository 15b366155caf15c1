//! The many style sheets of the sources, as the one that a browser loads.

use super::hash;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

const LINK: &str = r#"<link rel="stylesheet" href="/assets/"#;

/// Joins the style sheets of a document that Trunk built into one, in their order. Each by itself would be a
/// request of its own before anything is drawn, and would compress worse.
pub(super) fn join(document: &Path) -> Result<()> {
    let folder = document.parent().unwrap_or(Path::new("."));
    let html = fs::read_to_string(document)?;
    let (rest, names) = take_links(&html);
    let Some(head_ends) = rest.find("</title>").map(|at| at + "</title>".len()) else {
        bail!("{} has no title", document.display());
    };
    if names.is_empty() {
        bail!("{} has no style sheet", document.display());
    }
    let mut joined = String::new();
    for name in names {
        let sheet = folder.join(name);
        joined += &fs::read_to_string(&sheet).with_context(|| format!("cannot read {}", sheet.display()))?;
        fs::remove_file(sheet)?;
    }
    let name = format!("style-{:016x}.css", hash(&joined));
    let (before, after) = rest.split_at(head_ends);
    fs::write(document, format!("{before}\n    {LINK}{name}\"/>{after}"))?;
    Ok(fs::write(folder.join(name), joined)?)
}

/// The document without the links to its style sheets, and the names of those.
fn take_links(html: &str) -> (String, Vec<&str>) {
    let mut names = Vec::new();
    let mut rest = String::new();
    for line in html.split_inclusive('\n') {
        match line.trim().strip_prefix(LINK).and_then(|rest| rest.split('"').next()) {
            Some(name) => names.push(name),
            None => rest.push_str(line),
        }
    }
    (rest, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_style_sheets_are_found_in_their_order() {
        let html = "<title>A</title>\n  <link rel=\"stylesheet\" href=\"/assets/b-1.css\"/>\n\
                    <link rel=\"icon\" href=\"/assets/i.svg\"/>\n  <link rel=\"stylesheet\" href=\"/assets/a-2.css\"/>\n";
        let (rest, names) = take_links(html);
        assert_eq!(rest, "<title>A</title>\n<link rel=\"icon\" href=\"/assets/i.svg\"/>\n");
        assert_eq!(names, ["b-1.css", "a-2.css"]);
    }
}
