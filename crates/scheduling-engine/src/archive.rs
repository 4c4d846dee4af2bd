//! Archives of tenants: all that is kept of one, in one stream of lines, and a new tenant made from it.
//!
//! An archive is JSON Lines. The first line says what it is and has the tenant itself; each of the others has a row of a
//! table; the last one has the number of rows of each table and the SHA-256 of all lines before it, so that an archive
//! that was cut short or changed is told from a whole one. `docs/archives.md` describes it. Secrets and what lasts for a
//! day at most are not in it.

use std::{collections::BTreeMap, fmt::Write as _, io, time::Duration};

use jiff::Timestamp;
use scheduling_core::{Name, Slug, Tenant, TenantId};
use scheduling_store::{
    Conflict, PlatformScope, StoreError, TenantScope, TenantTx, migrations,
    tenant_tables::{TENANT_TABLES, TenantRows, TenantTable, archived_table},
    tenants,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};
use sha2::{Digest as _, Sha256};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout_at},
};
use tracing::Instrument as _;

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
};

const FORMAT: &str = "scheduling-tenant";
/// The version of the format. What older programs would misread takes the next one.
const VERSION: u32 = 1;
/// The longest that writing or reading an archive may take.
const BUDGET: Duration = Duration::from_mins(10);
/// About how many bytes are handed on at once, and sent to the database at once.
const CHUNK: usize = 64 * 1024;
/// How many chunks may wait for whoever reads the archive.
const AHEAD: usize = 4;

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<T> {
    format: String,
    version: u32,
    /// The newest migration of the program that wrote it.
    schema: u32,
    exported_at: Timestamp,
    tenant: T,
}

/// A line between the first and the last.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    table: &'a str,
    #[serde(borrow)]
    row: &'a RawValue,
}

/// The last line.
#[derive(Serialize, Deserialize)]
struct Last {
    end: End,
}

#[derive(Serialize, Deserialize, PartialEq, Eq)]
struct End {
    rows: BTreeMap<String, u64>,
    sha256: String,
}

/// What is read and written, summed up.
#[derive(Default)]
struct Sum {
    rows: BTreeMap<String, u64>,
    hash: Sha256,
}

impl Sum {
    fn of_all_tables() -> Self {
        let archived = TENANT_TABLES.iter().filter(|table| table.omitted().is_none());
        Self { rows: archived.map(|table| (table.name().to_owned(), 0)).collect(), hash: Sha256::new() }
    }

    fn line(&mut self, line: &str) {
        self.hash.update(line);
        self.hash.update("\n");
    }

    fn row(&mut self, table: &str) {
        *self.rows.entry(table.to_owned()).or_default() += 1;
    }

    fn end(self) -> End {
        let mut sha256 = String::with_capacity(64);
        for byte in self.hash.finalize() {
            // Writing to a text does not fail.
            let _written: std::fmt::Result = write!(sha256, "{byte:02x}");
        }
        End { rows: self.rows, sha256 }
    }
}

/// An archive that is being written. Dropped, it is not written any further.
#[derive(Debug)]
pub struct TenantArchive {
    chunks: mpsc::Receiver<Result<String, Failure<Nothing>>>,
    is_over: bool,
    is_whole: bool,
}

impl TenantArchive {
    /// The next lines, none after the last one. An archive ends with an error unless it is whole.
    ///
    /// # Errors
    /// The store failed, or the archive was not taken within ten minutes.
    pub async fn next(&mut self) -> Option<Result<String, Failure<Nothing>>> {
        if self.is_over {
            return None;
        }
        let chunk = match self.chunks.recv().await {
            // An empty chunk is the sign of a whole archive.
            Some(Ok(chunk)) if chunk.is_empty() => {
                (self.is_over, self.is_whole) = (true, true);
                return None;
            }
            Some(chunk) => chunk,
            None => Err(Failure::internal("the archive was cut short")),
        };
        self.is_over = chunk.is_err();
        Some(chunk)
    }

    /// Whether the last line has been handed out.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }
}

/// A tenant to be made from an archive.
#[derive(Clone, Debug)]
pub struct ImportTenant {
    /// Its name in URLs; unique in the installation.
    pub slug: Slug,
    /// What people call it.
    pub name: Name,
}

/// Why no tenant was made.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefusal {
    /// Another tenant has this slug.
    #[error("another tenant has this slug")]
    SlugTaken,
    /// A line cannot be read.
    #[error("line {line} of the archive is not as it should be")]
    Malformed {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        why: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It is something else, or of a later version of the format.
    #[error("this is not an archive of a tenant in version {VERSION} of the format")]
    OtherFormat,
    /// It was written by a program with another schema.
    #[error(
        "the archive has the schema {archive}, this program {program}: import it with a program of its own release"
    )]
    OtherSchema {
        /// The archive's.
        archive: u32,
        /// This program's.
        program: u32,
    },
    /// A line is of a table that archives do not hold.
    #[error("line {line} of the archive is of a table that this program does not know")]
    UnknownTable {
        /// Which line, from 1.
        line: usize,
    },
    /// Lines are missing or were changed: counts or checksum are not those of the last line, or there is none.
    #[error("the archive is damaged: it is not whole, or was changed")]
    Damaged,
    /// A row does not fit into its table.
    #[error("the rows before line {line} of the archive do not fit into the database")]
    Unfit {
        /// Which line, from 1.
        line: usize,
        /// What the database said.
        #[source]
        why: StoreError,
    },
}

impl Engine {
    /// Begins to write an archive of a tenant, served or not, as it is at this moment.
    ///
    /// # Errors
    /// There is no such tenant; the store failed.
    pub async fn export_tenant(
        &self,
        platform: &PlatformScope,
        tenant: TenantId,
    ) -> Result<TenantArchive, Failure<Nothing>> {
        let deadline = Instant::now() + BUDGET;
        let mut rows = self.parts.store.tenant_rows(platform, &TenantScope::of(tenant), BUDGET).await?;
        let row = match rows.tenant().await {
            Err(StoreError::NotFound { .. }) => return Err(Failure::NotFound(What::Tenant)),
            row => row?,
        };
        let tenant: Box<RawValue> = serde_json::from_str(&row).map_err(Failure::internal)?;
        let exported_at = self.now();
        let head = Head { format: FORMAT.to_owned(), version: VERSION, schema: schema(), exported_at, tenant };
        let head = serde_json::to_string(&head).map_err(Failure::internal)?;
        let (sender, chunks) = mpsc::channel(AHEAD);
        let write = async move {
            let written = timeout_at(deadline, write(rows, head, &sender)).await;
            let failure = match written {
                Ok(Ok(())) => return,
                Ok(Err(failure)) => failure,
                Err(_) => Failure::Busy,
            };
            // Whoever reads has gone, or is too slow for this, and finds no last line.
            drop(sender.try_send(Err(failure)));
        };
        tokio::spawn(write.in_current_span());
        Ok(TenantArchive { chunks, is_over: false, is_whole: false })
    }

    /// Makes a tenant from the lines of an archive: all of it or nothing. Rows keep their ids; the tenant gets a new one,
    /// also where rows name it, so that links which invitees of the old tenant have do not open the new one's bookings.
    /// API keys are not in an archive: make new ones.
    ///
    /// The lines are trusted like those of a backup. Reading them may block the thread.
    ///
    /// # Errors
    /// See [`ImportRefusal`]; the lines cannot be read; the store failed.
    pub async fn import_tenant(
        &self,
        platform: &PlatformScope,
        import: ImportTenant,
        lines: impl Iterator<Item = io::Result<String>> + Send,
    ) -> Result<Tenant, Failure<ImportRefusal>> {
        let id = TenantId::from_uuid(self.parts.ids.uuid());
        let tx = self.parts.store.begin_as_platform(platform, &TenantScope::of(id), BUDGET).await?;
        let mut reading = Reading { lines, sum: Sum::of_all_tables(), line: 0 };
        let head = reading.next()?.ok_or(Failure::Refused(ImportRefusal::OtherFormat))?;
        let not_ours = |_| Failure::Refused(ImportRefusal::OtherFormat);
        let Head { format, version, schema: archive, tenant, .. } =
            serde_json::from_str::<Head<Value>>(&head).map_err(not_ours)?;
        if (format.as_str(), version) != (FORMAT, VERSION) {
            return Err(Failure::Refused(ImportRefusal::OtherFormat));
        }
        if archive != schema() {
            return Err(Failure::Refused(ImportRefusal::OtherSchema { archive, program: schema() }));
        }
        let old = tenant.get("id").and_then(Value::as_str).map(str::to_owned);
        let old = old.ok_or(Failure::Refused(ImportRefusal::OtherFormat))?;
        tx.insert_archived_tenant(&import.slug, &import.name, &tenant.to_string()).await.map_err(
            |error| match error {
                StoreError::Conflict(Conflict::TenantSlugTaken) => Failure::Refused(ImportRefusal::SlugTaken),
                error => unfit(1, error),
            },
        )?;
        import_rows(&tx, reading, (&old, &id.to_string())).await?;
        // Read back as the program reads it.
        let made = tx.read(tenants::get()).await.map_err(|error| unfit(1, error))?;
        tx.commit().await?;
        Ok(made)
    }
}

/// Adds all lines after the first; `old` is the tenant's id in them, `new` what takes its place.
async fn import_rows<I: Iterator<Item = io::Result<String>> + Send>(
    tx: &TenantTx,
    mut reading: Reading<I>,
    (old, new): (&str, &str),
) -> Result<(), Failure<ImportRefusal>> {
    let mut batch: Option<Batch> = None;
    loop {
        let whole = reading.sum.hash.clone();
        let line = reading.next()?.ok_or(Failure::Refused(ImportRefusal::Damaged))?;
        if let Ok(Last { end }) = serde_json::from_str(&line) {
            flush(tx, batch.take(), reading.line).await?;
            // Its own line is not part of what it sums up.
            let sum = Sum { rows: reading.sum.rows.clone(), hash: whole };
            let is_whole = sum.end() == end && reading.next()?.is_none();
            return if is_whole { Ok(()) } else { Err(Failure::Refused(ImportRefusal::Damaged)) };
        }
        let Line { table, row } = serde_json::from_str(&line).map_err(|why| malformed(reading.line, why))?;
        let unknown = || Failure::Refused(ImportRefusal::UnknownTable { line: reading.line });
        let table = archived_table(table).ok_or_else(unknown)?;
        reading.sum.row(table.name());
        // Whatever names the tenant names the new one.
        let row = row.get().replace(old, new);
        let is_full = batch.as_ref().is_some_and(|batch| !batch.takes(table));
        if is_full {
            flush(tx, batch.take(), reading.line).await?;
        }
        batch.get_or_insert_with(|| Batch { table, rows: String::new() }).add(&row);
    }
}

/// Writes all lines after the first.
async fn write(
    mut rows: TenantRows,
    head: String,
    to: &mpsc::Sender<Result<String, Failure<Nothing>>>,
) -> Result<(), Failure<Nothing>> {
    let gone = |_| Failure::internal("nobody reads the archive any more");
    let mut sum = Sum::of_all_tables();
    sum.line(&head);
    let mut chunk = head + "\n";
    while let Some(row) = rows.next().await? {
        let raw: &RawValue = serde_json::from_str(&row.json).map_err(Failure::internal)?;
        let line = serde_json::to_string(&Line { table: row.table, row: raw }).map_err(Failure::internal)?;
        sum.line(&line);
        sum.row(row.table);
        chunk.push_str(&line);
        chunk.push('\n');
        if chunk.len() >= CHUNK {
            to.send(Ok(std::mem::take(&mut chunk))).await.map_err(gone)?;
        }
    }
    let last = serde_json::to_string(&Last { end: sum.end() }).map_err(Failure::internal)?;
    to.send(Ok(chunk + &last + "\n")).await.map_err(gone)?;
    to.send(Ok(String::new())).await.map_err(gone)
}

/// The lines of an archive, summed up as they are read.
struct Reading<I> {
    lines: I,
    sum: Sum,
    /// The number of the line that was read last.
    line: usize,
}

impl<I: Iterator<Item = io::Result<String>>> Reading<I> {
    fn next(&mut self) -> Result<Option<String>, Failure<ImportRefusal>> {
        self.line += 1;
        let Some(line) = self.lines.next() else { return Ok(None) };
        let line = line.map_err(|why| malformed(self.line, why))?;
        self.sum.line(&line);
        Ok(Some(line))
    }
}

/// Rows of one table that go to the database together.
struct Batch {
    table: &'static TenantTable,
    rows: String,
}

impl Batch {
    fn takes(&self, table: &TenantTable) -> bool {
        self.table.name() == table.name() && self.rows.len() < CHUNK
    }

    fn add(&mut self, row: &str) {
        self.rows.push(if self.rows.is_empty() { '[' } else { ',' });
        self.rows.push_str(row);
    }
}

async fn flush(tx: &TenantTx, batch: Option<Batch>, line: usize) -> Result<(), Failure<ImportRefusal>> {
    let Some(Batch { table, rows }) = batch else { return Ok(()) };
    tx.insert_archived_rows(table, rows + "]").await.map(|_| ()).map_err(|error| unfit(line, error))
}

fn malformed(line: usize, why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure<ImportRefusal> {
    Failure::Refused(ImportRefusal::Malformed { line, why: why.into() })
}

/// What is wrong with a row is the archive's fault; that the database is away is not.
fn unfit(line: usize, error: StoreError) -> Failure<ImportRefusal> {
    match error {
        why @ (StoreError::Conflict(_) | StoreError::Row(_) | StoreError::Query(_)) => {
            Failure::Refused(ImportRefusal::Unfit { line, why })
        }
        other => other.into(),
    }
}

fn schema() -> u32 {
    migrations().last().map_or(0, |newest| newest.version)
}
