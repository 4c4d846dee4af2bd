//! `migrate`: brings a database to this program's schema.

use clap::{Args, ValueEnum};
use scheduling_store::{MigrateOptions, RoleName, RoleNames, create_roles, migrate, roles_sql};

use super::{Failure, OWNER_ADDRESS, address};

/// What `migrate` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The database, as the owner role: `postgresql://scheduling_owner:…@HOST/DATABASE`
    #[arg(long, env = "DATABASE_OWNER_URL", hide_env_values = true)]
    database_owner_url: Option<String>,
    /// Make the two roles: `print` shows the SQL and stops; `run` runs it on `DATABASE_OWNER_URL`, which then must be a
    /// superuser's, and goes on to migrate.
    #[arg(long, value_name = "HOW", num_args = 0..=1, default_missing_value = "run")]
    create_roles: Option<CreateRoles>,
    /// The role that owns the tables.
    #[arg(long, env = "SCHEDULING_OWNER_ROLE", default_value = "scheduling_owner")]
    owner_role: RoleName,
    /// The role that serves.
    #[arg(long, env = "SCHEDULING_APP_ROLE", default_value = "scheduling_app")]
    app_role: RoleName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CreateRoles {
    Print,
    Run,
}

/// Makes the roles if asked to, and migrates.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { database_owner_url: url, create_roles: roles, owner_role, app_role } = arguments;
    let names = RoleNames { owner: owner_role, application: app_role };
    if roles == Some(CreateRoles::Print) {
        return super::print(&roles_sql(&names));
    }
    let url = address(url, OWNER_ADDRESS)?;
    if roles == Some(CreateRoles::Run) {
        create_roles(&url, &names).await?;
    }
    let mut options = MigrateOptions::new(url);
    options.roles = names;
    let done = migrate(&options).await?;
    for migration in &done {
        println!("applied {:04} {}", migration.version, migration.name);
    }
    if done.is_empty() {
        println!("the schema is current");
    }
    Ok(())
}
