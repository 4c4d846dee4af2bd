//! The secrets of a development server: made once, kept beside its database, readable by the developer alone.

use std::{fs, io::ErrorKind, path::Path};

use scheduling_engine::{IdSource as _, SystemIds, TokenKeys};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::cli::{Failure, ready::write_whole};

/// What `secrets.json` holds.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Secrets {
    pub(super) token_keys: String,
    pub(super) platform_key: String,
}

impl Secrets {
    /// Reads the secrets of the folder, or makes them.
    pub(super) fn load_or_make(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("secrets.json");
        match fs::read(&path) {
            Ok(text) => Ok(serde_json::from_slice(&text)?),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let secrets = Self::make()?;
                write_whole(&path, &serde_json::to_vec_pretty(&secrets)?)?;
                Ok(secrets)
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn platform_key_hash(&self) -> [u8; 32] {
        Sha256::digest(&self.platform_key).into()
    }

    /// The password of the demo's owner. It is stored nowhere but as what all passwords are stored as.
    pub(super) fn demo_password(&self) -> String {
        let digest = Sha256::new().chain_update("demo password:").chain_update(&self.platform_key).finalize();
        format!("{digest:x}").chars().take(20).collect()
    }

    fn make() -> Result<Self, Failure> {
        let token_keys = TokenKeys::written("dev", SystemIds.secret()?);
        let platform_key = TokenKeys::written("pk", SystemIds.secret()?).replace(':', "_");
        Ok(Self { token_keys, platform_key })
    }
}
