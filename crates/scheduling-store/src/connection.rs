//! Single connections, for what is done before there is a pool: roles, migrations, the state of the schema.

use tokio_postgres::{Client, NoTls};

use crate::error::{DriverError, StoreError};

/// Connects, and drives the connection in a task that ends with it.
pub(crate) async fn open(database_url: &str) -> Result<Client, StoreError> {
    let connected = tokio_postgres::connect(database_url, NoTls).await;
    let (client, connection) = connected.map_err(|error| StoreError::Unavailable(DriverError::from(&error)))?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            // Whoever uses the client gets an error of their own.
            tracing::debug!(error = %DriverError::from(&error), "a database connection ended");
        }
    });
    Ok(client)
}
