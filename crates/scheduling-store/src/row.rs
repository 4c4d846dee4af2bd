//! From rows to types: each value by the name of its column, and an error that names table, column and row.

use std::{error::Error, str::FromStr};

use serde::de::DeserializeOwned;
use tokio_postgres::{
    Row,
    types::{FromSql, Json},
};
use uuid::Uuid;

use crate::error::{RowError, StoreError};

/// A row of one table.
#[derive(Clone, Copy)]
pub(crate) struct Columns<'a> {
    row: &'a Row,
    table: &'static str,
    id: Option<Uuid>,
}

impl<'a> Columns<'a> {
    /// The row of a table, which knows itself by its `id`, if it has one.
    pub(crate) fn of(table: &'static str, row: &'a Row) -> Self {
        Self { row, table, id: row.try_get("id").ok() }
    }

    /// The value as it is.
    pub(crate) fn get<T: FromSql<'a>>(&self, column: &'static str) -> Result<T, RowError> {
        self.row.try_get(column).map_err(|error| self.wrong(column, error))
    }

    /// A text that must parse.
    pub(crate) fn parse<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &'static str,
    ) -> Result<T, RowError> {
        self.get::<&str>(column)?.parse().map_err(|error: T::Err| self.wrong(column, error))
    }

    /// A text that must parse unless it is NULL.
    pub(crate) fn parse_if_any<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, RowError> {
        let text = self.get::<Option<&str>>(column)?;
        text.map(str::parse).transpose().map_err(|error: T::Err| self.wrong(column, error))
    }

    /// An integer of another width.
    pub(crate) fn number<T: TryFrom<i32, Error: Error + Send + Sync + 'static>>(
        &self,
        column: &'static str,
    ) -> Result<T, RowError> {
        T::try_from(self.get::<i32>(column)?).map_err(|error| self.wrong(column, error))
    }

    /// An integer of another width unless it is NULL.
    pub(crate) fn number_if_any<T: TryFrom<i32, Error: Error + Send + Sync + 'static>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, RowError> {
        let number = self.get::<Option<i32>>(column)?;
        number.map(T::try_from).transpose().map_err(|error| self.wrong(column, error))
    }

    /// A JSON document.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, RowError> {
        self.get::<Json<T>>(column).map(|Json(document)| document)
    }

    /// A hash of 256 bits.
    pub(crate) fn hash(&self, column: &'static str) -> Result<[u8; 32], RowError> {
        self.get::<&[u8]>(column)?.try_into().map_err(|error: std::array::TryFromSliceError| self.wrong(column, error))
    }

    /// An error about a column of this row.
    pub(crate) fn wrong(&self, column: &'static str, why: impl Into<Box<dyn Error + Send + Sync>>) -> RowError {
        let error = RowError::on(self.table).column(column).because(why);
        match self.id {
            Some(id) => error.row(id),
            None => error,
        }
    }
}

/// The first row, decoded.
pub(crate) fn first<T>(
    rows: &[Row],
    decode: impl FnOnce(&Row) -> Result<T, RowError>,
) -> Result<Option<T>, StoreError> {
    Ok(rows.first().map(decode).transpose()?)
}

/// All rows, decoded.
pub(crate) fn all<T>(rows: &[Row], decode: impl FnMut(&Row) -> Result<T, RowError>) -> Result<Vec<T>, StoreError> {
    Ok(rows.iter().map(decode).collect::<Result<_, _>>()?)
}

/// The only value of the only row: a count.
pub(crate) fn count(rows: &[Row]) -> Result<u64, StoreError> {
    let row = rows.first().ok_or_else(|| RowError::on("a count").column("count"))?;
    let number: i64 = Columns::of("a count", row).get("count")?;
    Ok(number.unsigned_abs())
}
