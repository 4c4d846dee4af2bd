//! SQL as constants: every statement of the store is declared by [`statements!`], which also lists it, so that one test
//! can prepare all of them against the migrated schema. Nothing here runs a statement.

/// One SQL statement with a name for tests and diagnostics.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

/// Declares the statements of a module, and `STATEMENTS`, the list of them.
macro_rules! statements {
    ($($(#[$attribute:meta])* $name:ident = $sql:expr;)+) => {
        $(
            $(#[$attribute])*
            const $name: $crate::statement::Statement = $crate::statement::Statement {
                name: concat!(module_path!(), "::", stringify!($name)),
                sql: $sql,
            };
        )+
        pub(crate) const STATEMENTS: &[$crate::statement::Statement] = &[$($name),+];
    };
}

pub(crate) use statements;
