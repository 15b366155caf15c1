//! How many bytes a first visit loads, and how many it may. The parts of the app that are loaded only once they are
//! needed are no part of it: their names stand in a script, relative to it, and in no document.

use crate::{app, project, report};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A page of the app, and what a first visit to it may load, in bytes as compressed by brotli.
struct Page {
    name: &'static str,
    /// The document that it begins with.
    document: &'static str,
    /// May only be lowered.
    limit: u64,
    /// What it is meant to come down to; then it is the limit.
    goal: u64,
}

const PAGES: [Page; 2] = [
    Page { name: "Staff table", document: "index.html", limit: 200_000, goal: 130_000 },
    Page { name: "Landing page", document: "landing.html", limit: 120_000, goal: 60_000 },
];

/// Prints what each page loads.
pub(crate) fn print() -> Result<()> {
    for Page { name, document, limit, goal } in PAGES {
        println!(
            "{name}: {} to load on a first visit (limit {}, goal {})",
            report::kilobytes(first_visit(document)?),
            report::kilobytes(limit),
            report::kilobytes(goal)
        );
    }
    Ok(())
}

/// Prints what each page loads, and fails if one loads more than it may.
pub(crate) fn check() -> Result<()> {
    print()?;
    for Page { name, document, limit, .. } in PAGES {
        let bytes = first_visit(document)?;
        if bytes > limit {
            bail!(
                "{name}: {} to load on a first visit, and {} is the limit",
                report::kilobytes(bytes),
                report::kilobytes(limit)
            );
        }
    }
    Ok(())
}

/// The bytes of a document and of every file that it leads to, each compressed by brotli.
fn first_visit(document: &str) -> Result<u64> {
    let app = project::app();
    let all = app::files_below(&app).context("The app is not built: run `cargo xtask dist`")?;
    let mut open = vec![document.to_owned()];
    let mut loaded = BTreeSet::new();
    let mut bytes = 0;
    while let Some(name) = open.pop() {
        if !loaded.insert(name.clone()) {
            continue;
        }
        let content = fs::read(app.join(&name))?;
        bytes += compressed_size(&app.join(&name), &content)?;
        let text = String::from_utf8_lossy(&content);
        open.extend(
            all.iter().filter(|file| is_loaded_by_name(file) && text.contains(file.as_str())).cloned(),
        );
    }
    Ok(bytes)
}

fn compressed_size(file: &Path, content: &[u8]) -> Result<u64> {
    let compressed = app::with_suffix(file, "br");
    let size = if compressed.is_file() {
        fs::metadata(compressed)?.len()
    } else {
        app::brotli(content)?.len() as u64
    };
    Ok(size)
}

/// A compressed sibling is loaded in place of its file, and a document only by going there.
fn is_loaded_by_name(file: &str) -> bool {
    ![".br", ".gz", ".html"].iter().any(|suffix| file.ends_with(suffix))
}
