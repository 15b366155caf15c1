//! The data folder: the database, and the key that links are made with.

use super::DatabaseUrl;
use crate::link_code::LinkKey;
use crate::random::{self, NoRandomness};
use staffroom_contract::UnixSeconds;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// The name of the database in the folder.
const DATABASE: &str = "staffroom.db";
/// The name of the key in the folder.
const LINK_KEY: &str = "link.key";
/// The name of the keys from before it was rotated, one after the other, the newest first.
const PREVIOUS_LINK_KEY: &str = "link.key.previous";
/// The length of a key, in bytes.
const KEY: usize = 32;
/// How long a mail may wait that carries a link of the key before, in seconds.
const WAITS: i64 = 24 * 60 * 60;

/// A folder that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder(PathBuf);

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadFolder {
    /// It cannot be made.
    #[error("the data folder {0} cannot be made: {1}")]
    NotMade(PathBuf, io::ErrorKind),
    /// It is there, and nothing can be put into it.
    #[error("the data folder {0} cannot be written: {1}")]
    NotWritable(PathBuf, io::ErrorKind),
    /// The key is there and cannot be read, or cannot be made.
    #[error("the key {0} cannot be used: {1}")]
    Key(PathBuf, io::ErrorKind),
    /// Others could make the codes of links.
    #[error("the key {0} can be read by others; run: chmod 600 {0}")]
    KeyIsOpen(PathBuf),
    /// It was cut or written over.
    #[error("the key {0} is damaged: a key is 32 bytes long")]
    KeyIsDamaged(PathBuf),
    /// Mails may still wait that carry links of the key which would go.
    #[error(
        "the key {0} was rotated within 24 hours, and mails may wait that need the one before; rotate it later"
    )]
    RotatedLately(PathBuf),
    /// No key could be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl DataFolder {
    /// Opens the folder, and makes it if it is not there; then nobody else may look into it.
    ///
    /// # Errors
    /// If it cannot be made or written.
    pub fn open(path: &Path) -> Result<Self, BadFolder> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| BadFolder::NotMade(path.to_owned(), error.kind()))?;
        let probe = path.join(format!(".{}", random::id()?));
        private_file(&probe)
            .and_then(|_| fs::remove_file(&probe))
            .map_err(|error| BadFolder::NotWritable(path.to_owned(), error.kind()))?;
        Ok(Self(path.to_owned()))
    }

    /// The path of this file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Whether a practice is kept in the folder.
    pub fn has_practice(&self) -> bool {
        self.file(DATABASE).exists()
    }

    /// The database in the folder.
    pub fn database(&self) -> DatabaseUrl {
        Self::database_in(&self.0)
    }

    /// The database that the folder at `path` has, if it has one; nothing is made.
    pub fn database_in(path: &Path) -> DatabaseUrl {
        DatabaseUrl::of_file(&path.join(DATABASE))
    }

    /// The key in the folder, with those before it if it was rotated; the first time, a new one.
    ///
    /// # Errors
    /// If it can be read by others, is damaged, or cannot be read or made.
    pub fn link_key(&self) -> Result<LinkKey, BadFolder> {
        let path = self.file(LINK_KEY);
        let failed = |error: io::Error| BadFolder::Key(path.clone(), error.kind());
        if !path.try_exists().map_err(failed)? {
            self.make_key(&path)?;
        }
        let [key] = read_keys(&path)?[..] else { return Err(BadFolder::KeyIsDamaged(path)) };
        let key = LinkKey::new(key);
        let path = self.file(PREVIOUS_LINK_KEY);
        if !path.try_exists().map_err(|error| BadFolder::Key(path.clone(), error.kind()))? {
            return Ok(key);
        }
        let oldest_first = read_keys(&path)?.into_iter().rev().map(LinkKey::new);
        let previous = oldest_first.reduce(|older, newer| newer.after(older));
        Ok(match previous {
            Some(previous) => key.after(previous),
            None => key,
        })
    }

    /// Puts a new key in the place of the one in the folder, which stays beside it with those before, until
    /// [`Self::forget_older_keys`]. There is a whole key under the name of the key at any moment.
    ///
    /// # Errors
    /// If the key cannot be read or made, or was rotated so lately that mails of the one before may still wait.
    pub fn rotate_link_key(&self, now: UnixSeconds) -> Result<(), BadFolder> {
        self.link_key()?;
        let (path, previous) = (self.file(LINK_KEY), self.file(PREVIOUS_LINK_KEY));
        let failed = |error: io::Error| BadFolder::Key(path.clone(), error.kind());
        let old = fs::read(&path).map_err(failed)?;
        let before = if previous.exists() { fs::read(&previous).map_err(failed)? } else { Vec::new() };
        // If the newest of them is the key, a rotation was interrupted.
        let is_interrupted = before.starts_with(&old);
        let is_recent =
            fs::metadata(&previous).is_ok_and(|file| now.since(UnixSeconds(file.mtime())) < WAITS);
        if is_recent && !is_interrupted {
            return Err(BadFolder::RotatedLately(path));
        }
        let before = if is_interrupted { before } else { [old, before].concat() };
        for (name, bytes) in [(&previous, before.as_slice()), (&path, &random::bytes::<KEY>()?)] {
            let draft = self.draft(bytes)?;
            fs::rename(&draft, name).map_err(failed)?;
        }
        self.sync().map_err(failed)
    }

    /// Forgets the keys before the one that was rotated last. What was sealed with them must be sealed anew by then.
    /// That one stays, for mails that wait and servers that have not been started again, until the next time.
    ///
    /// # Errors
    /// If they cannot be read or written.
    pub fn forget_older_keys(&self) -> Result<(), BadFolder> {
        let path = self.file(PREVIOUS_LINK_KEY);
        let failed = |error: io::Error| BadFolder::Key(path.clone(), error.kind());
        if !path.try_exists().map_err(failed)? {
            return Ok(());
        }
        let keys = read_keys(&path)?;
        let [newest, _, ..] = keys[..] else { return Ok(()) };
        // The file's time says when the key was rotated.
        let rotated_at = fs::metadata(&path).and_then(|file| file.modified()).map_err(failed)?;
        let draft = self.draft(&newest)?;
        let file = OpenOptions::new().write(true).open(&draft).map_err(failed)?;
        file.set_modified(rotated_at).and_then(|()| fs::rename(&draft, &path)).map_err(failed)?;
        self.sync().map_err(failed)
    }

    fn sync(&self) -> io::Result<()> {
        fs::File::open(&self.0)?.sync_all()
    }

    /// Writes a key under a name that nobody looks for.
    fn draft(&self, bytes: &[u8]) -> Result<PathBuf, BadFolder> {
        let draft = self.file(&format!(".{}", random::id()?));
        let written =
            private_file(&draft).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.map_err(|error| {
            // There is nothing whole in it.
            let _ = fs::remove_file(&draft);
            BadFolder::Key(draft.clone(), error.kind())
        })?;
        Ok(draft)
    }

    /// Of two commands that start at once, one makes the key and both use it: it appears under its name only
    /// when it is whole, and never in the place of another.
    fn make_key(&self, path: &Path) -> Result<(), BadFolder> {
        let draft = self.draft(&random::bytes::<KEY>()?)?;
        let made = fs::hard_link(&draft, path);
        // Whatever became of it, the draft has done its work.
        let _ = fs::remove_file(&draft);
        match made {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(BadFolder::Key(path.to_owned(), error.kind()))
            }
            _ => Ok(()),
        }
    }
}

/// The keys in this file, which must be for the server alone.
fn read_keys(path: &Path) -> Result<Vec<[u8; KEY]>, BadFolder> {
    let failed = |error: io::Error| BadFolder::Key(path.to_owned(), error.kind());
    let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(BadFolder::KeyIsOpen(path.to_owned()));
    }
    let bytes = fs::read(path).map_err(failed)?;
    match bytes.as_chunks::<KEY>() {
        (keys, []) if !keys.is_empty() => Ok(keys.to_vec()),
        _ => Err(BadFolder::KeyIsDamaged(path.to_owned())),
    }
}

/// A new file that nobody else can read.
fn private_file(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{LinkPurpose, PasswordResetId, Secret};

    fn code(key: &LinkKey) -> Secret {
        key.code(LinkPurpose::PasswordReset, &PasswordResetId::new("a"), &[0; 32])
    }

    /// The key is made once, for the server alone, and stays: a mail that waited over a restart still carries
    /// its link.
    #[test]
    fn the_key_is_made_once_and_kept_private() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data/here");
        let first = DataFolder::open(&path).unwrap().link_key().unwrap();
        let second = DataFolder::open(&path).unwrap().link_key().unwrap();
        assert_eq!(code(&first), code(&second));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o700);
        assert_eq!(mode(&path.join(LINK_KEY)), 0o600);
        let names: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, [LINK_KEY]);
    }

    /// A key that others may read protects nothing, and one that was cut opens nothing.
    #[test]
    fn a_key_that_is_open_or_damaged_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(parent.path()).unwrap();
        folder.link_key().unwrap();
        let key = folder.file(LINK_KEY);
        for mode in [0o640, 0o604] {
            fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(folder.link_key(), Err(BadFolder::KeyIsOpen(_))), "{mode:o}");
        }
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&key, [0; 31]).unwrap();
        assert!(matches!(folder.link_key(), Err(BadFolder::KeyIsDamaged(_))));
    }

    /// After a rotation new links have another key, and those from before can still be written again: the key before
    /// stays, and those before that until a server has sealed PINs anew. Twice in a day is refused, since a mail waits
    /// for so long.
    #[test]
    fn a_rotated_key_leaves_those_before() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(parent.path()).unwrap();
        let old = folder.link_key().unwrap();
        let now = || UnixSeconds(fs::metadata(folder.file(LINK_KEY)).unwrap().mtime());
        folder.rotate_link_key(now()).unwrap();
        let new = folder.link_key().unwrap();
        assert_ne!(code(&new), code(&old));
        assert_eq!(new.and_previous().map(code).collect::<Vec<_>>(), [code(&new), code(&old)]);
        let refused = folder.rotate_link_key(now().plus(WAITS - 1));
        assert!(matches!(refused, Err(BadFolder::RotatedLately(_))), "{refused:?}");
        folder.rotate_link_key(now().plus(WAITS)).unwrap();
        let newest = folder.link_key().unwrap();
        let codes = |key: &LinkKey| key.and_previous().map(code).collect::<Vec<_>>();
        assert_eq!(codes(&newest), [code(&newest), code(&new), code(&old)]);
        folder.forget_older_keys().unwrap();
        assert_eq!(codes(&folder.link_key().unwrap()), [code(&newest), code(&new)]);
        folder.forget_older_keys().unwrap();
        assert_eq!(codes(&folder.link_key().unwrap()), [code(&newest), code(&new)]);
        let refused = folder.rotate_link_key(now().plus(WAITS - 1));
        assert!(matches!(refused, Err(BadFolder::RotatedLately(_))), "{refused:?}");
        let mode = fs::metadata(folder.file(PREVIOUS_LINK_KEY)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 2);
        fs::set_permissions(folder.file(PREVIOUS_LINK_KEY), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(folder.link_key(), Err(BadFolder::KeyIsOpen(_))));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let file = parent.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(DataFolder::open(&file.join("data")), Err(BadFolder::NotMade(..))));
        assert!(matches!(DataFolder::open(&file), Err(BadFolder::NotMade(..) | BadFolder::NotWritable(..))));
    }
}
