//! Mails as files in a folder, one each, as a mail program opens them. For development: nobody gets them.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use scheduling_engine::{Delivered, Opened, Parcel, Pending, Undelivered};
use tokio::task::spawn_blocking;

use super::{Sender, letter};
use crate::failure::retry;

/// A folder of mails. They hold names, addresses and links that open bookings: only the user who runs the program may read
/// them.
#[derive(Clone, Debug)]
pub struct FileSink {
    folder: Arc<Path>,
    sender: Sender,
}

impl FileSink {
    /// Mails from this address go into this folder, which is made when the first one comes.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, sender: Sender) -> Self {
        Self { folder: folder.into().into(), sender }
    }

    pub(super) async fn open(&self) -> Result<Box<dyn Opened>, Undelivered> {
        let folder = self.folder.clone();
        blocking(move || DirBuilder::new().recursive(true).mode(0o700).create(folder)).await?;
        Ok(Box::new(self.clone()))
    }
}

impl Opened for FileSink {
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        Box::pin(async move {
            let letter = letter(&parcel, &self.sender)?;
            let name = format!("{}-{}", parcel.at.strftime("%Y%m%dT%H%M%SZ"), parcel.delivery);
            blocking(move || write(&self.folder, &name, &letter.bytes)).await?;
            Ok(Delivered { remark: letter.remark, ..Delivered::default() })
        })
    }
}

/// Whoever looks into the folder sees whole mails only.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(bytes)?;
    fs::rename(&unfinished, folder.join(format!("{name}.eml")))
}

async fn blocking(work: impl FnOnce() -> io::Result<()> + Send + 'static) -> Result<(), Undelivered> {
    // Paths of this machine are nobody's business.
    let failed = || retry("the mail cannot be written into its folder");
    spawn_blocking(work).await.map_err(|_| failed())?.map_err(|_| failed())
}
