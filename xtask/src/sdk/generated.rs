//! Files that a generator makes and the repository keeps: written in place of the kept ones, or compared with them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};

use crate::{openapi::first_difference, workspace::Workspace};

/// What was generated, by path from the top of the workspace.
#[derive(Default)]
pub(super) struct Generated {
    files: BTreeMap<PathBuf, String>,
    /// Folders in which nothing else may be.
    folders: Vec<PathBuf>,
}

impl Generated {
    pub(super) fn add(&mut self, file: impl Into<PathBuf>, text: String) {
        self.files.insert(file.into(), text);
    }

    /// Adds all files below a folder, as those of a folder of the repository that has no others.
    pub(super) fn add_folder(&mut self, from: &Path, folder: &str) -> anyhow::Result<()> {
        self.folders.push(folder.into());
        let mut pending = vec![from.to_owned()];
        while let Some(next) = pending.pop() {
            for entry in fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))? {
                let path = entry?.path();
                if path.is_dir() {
                    pending.push(path);
                } else {
                    let text = read(&path)?;
                    self.add(Path::new(folder).join(path.strip_prefix(from)?), text);
                }
            }
        }
        Ok(())
    }

    /// Writes what differs, and removes what is not generated any more.
    pub(super) fn write(&self, workspace: &Workspace) -> anyhow::Result<()> {
        let differing = self.differing(workspace)?;
        for file in differing.keys() {
            let path = workspace.root.join(file);
            let written = match self.files.get(file) {
                Some(text) => {
                    let parent = path.parent().unwrap_or(&workspace.root);
                    fs::create_dir_all(parent).and_then(|()| fs::write(&path, text))
                }
                None => fs::remove_file(&path),
            };
            written.with_context(|| format!("cannot write {}", file.display()))?;
        }
        println!("{}: {} files, {} of them changed", self.name(), self.files.len(), differing.len());
        Ok(())
    }

    /// Fails if what is kept differs.
    pub(super) fn compare(&self, workspace: &Workspace) -> anyhow::Result<()> {
        let differing = self.differing(workspace)?;
        if differing.is_empty() {
            println!("{}: {} files are what the generator makes", self.name(), self.files.len());
            return Ok(());
        }
        let lines: Vec<String> = differing.iter().map(|(file, how)| format!("{}{how}", file.display())).collect();
        bail!("not what the generator makes; run `cargo xtask sdk` and commit it:\n{}", lines.join("\n"));
    }

    /// What is not as it should be, and how.
    fn differing(&self, workspace: &Workspace) -> anyhow::Result<BTreeMap<PathBuf, String>> {
        let mut differing = BTreeMap::new();
        for (file, text) in &self.files {
            let path = workspace.root.join(file);
            if !path.is_file() {
                differing.insert(file.clone(), " is missing".to_owned());
            } else if let kept = read(&path)?
                && kept != *text
            {
                differing.insert(file.clone(), format!(":{} differs", first_difference(&kept, text)));
            }
        }
        for file in workspace.files()? {
            if self.folders.iter().any(|folder| file.starts_with(folder)) && !self.files.contains_key(&file) {
                differing.insert(file, " is not generated any more".to_owned());
            }
        }
        Ok(differing)
    }

    /// The package that the files belong to.
    fn name(&self) -> String {
        let first = self.files.keys().next().map(|file| file.iter().take(2).collect::<PathBuf>());
        first.unwrap_or_default().display().to_string()
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
