//! The list of whose code is in the file that is deployed, as CycloneDX 1.6 (ECMA-424) writes it.

use crate::process::{cargo, command, read};
use crate::project;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// The package of the file itself.
const SERVER: &str = "staffroom-server";
/// The package of the app, which the server embeds.
const APP: &str = "staffroom";

/// Where the list is.
pub(crate) fn file() -> PathBuf {
    project::dist_server().with_extension("cdx.json")
}

/// Writes the list, from `Cargo.lock` alone.
pub(crate) fn write() -> Result<()> {
    let this_machine = read(command("rustc").args(["--print", "host-tuple"]))?;
    let mut libraries = BTreeMap::new();
    for (package, machine) in [(SERVER, this_machine.as_str()), (APP, "wasm32-unknown-unknown")] {
        let metadata = metadata_for(machine)?;
        libraries.extend(libraries_in(&metadata, package).context("cargo's metadata is unlike what it was")?);
    }
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": SERVER, "version": env!("CARGO_PKG_VERSION") } },
        "components": libraries.into_values().collect::<Vec<_>>(),
    });
    let file = file();
    fs::write(&file, serde_json::to_vec_pretty(&list)?)
        .with_context(|| format!("cannot write {}", file.display()))
}

/// What cargo would build for such a machine, and what of it needs what.
fn metadata_for(machine: &str) -> Result<Value> {
    let metadata =
        read(cargo().args(["metadata", "--format-version=1", "--locked", "--filter-platform", machine]))?;
    serde_json::from_str(&metadata).context("cargo's metadata cannot be read")
}

/// The libraries that end up in what is built from `package`, by their names in the registry.
fn libraries_in(metadata: &Value, package: &str) -> Option<BTreeMap<String, Value>> {
    let packages = by_id(&metadata["packages"])?;
    let nodes = by_id(&metadata["resolve"]["nodes"])?;
    let (root, _) = packages.iter().find(|(_, found)| found["name"] == package)?;
    let mut inside = BTreeSet::from([*root]);
    let mut unseen = vec![*root];
    while let Some(id) = unseen.pop() {
        let needed = nodes.get(id)?["deps"].as_array()?.iter().filter(|dependency| is_built_in(dependency));
        for id in needed.filter_map(|dependency| dependency["pkg"].as_str()) {
            if inside.insert(id) {
                unseen.push(id);
            }
        }
    }
    let others =
        inside.into_iter().filter_map(|id| packages.get(id)).filter(|found| found["source"].is_string());
    others.map(|found| library(found)).collect()
}

fn by_id(list: &Value) -> Option<BTreeMap<&str, &Value>> {
    list.as_array()?.iter().map(|item| Some((item["id"].as_str()?, item))).collect()
}

/// Whether a dependency is for more than the building and the tests of what depends on it.
fn is_built_in(dependency: &Value) -> bool {
    dependency["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
}

fn library(package: &Value) -> Option<(String, Value)> {
    let (name, version) = (package["name"].as_str()?, package["version"].as_str()?);
    let in_registry = format!("pkg:cargo/{name}@{version}");
    // Some still write the slash that `OR` has replaced.
    let licenses = package["license"]
        .as_str()
        .map(|license| license.split('/').map(str::trim).collect::<Vec<_>>().join(" OR "));
    let entry = json!({
        "type": "library",
        "bom-ref": in_registry,
        "purl": in_registry,
        "name": name,
        "version": version,
        "licenses": licenses.map_or(json!([]), |expression| json!([{ "expression": expression }])),
    });
    Some((in_registry, entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, source: Option<&str>) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "source": source })
    }

    fn node(name: &str, needs: &[(&str, Option<&str>)]) -> Value {
        let deps = needs.iter().map(|(id, kind)| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] }));
        json!({ "id": name, "deps": deps.collect::<Vec<_>>() })
    }

    /// What is only there to build or to test the product is not in it, and the product's own rooms are no libraries.
    #[test]
    fn the_list_has_what_is_in_the_file() {
        let registry = Some("registry");
        let metadata = json!({
            "packages": [
                package(SERVER, None),
                package("room", None),
                package("used", registry),
                package("deep", registry),
                package("builder", registry),
                package("tester", registry),
                package("elsewhere", registry),
            ],
            "resolve": { "nodes": [
                node(SERVER, &[("room", None), ("builder", Some("build")), ("tester", Some("dev"))]),
                node("room", &[("used", None)]),
                node("used", &[("deep", None)]),
                node("deep", &[]),
                node("builder", &[("elsewhere", None)]),
                node("tester", &[]),
                node("elsewhere", &[]),
            ] },
        });
        let libraries = libraries_in(&metadata, SERVER).unwrap();
        assert_eq!(libraries.keys().collect::<Vec<_>>(), ["pkg:cargo/deep@1.0.0", "pkg:cargo/used@1.0.0"]);
        let used = &libraries["pkg:cargo/used@1.0.0"];
        assert_eq!(used["licenses"][0]["expression"], "MIT OR Apache-2.0");
    }
}
