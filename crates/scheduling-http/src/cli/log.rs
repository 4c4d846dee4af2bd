//! The log: to standard error, coloured only where somebody looks at it.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

use super::Failure;

/// Which variable says what is logged.
const VARIABLE: &str = "SCHEDULING_LOG";
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// Begins to log what `SCHEDULING_LOG` says; warnings and errors without it.
pub(crate) fn install() -> Result<(), Failure> {
    let filter = match std::env::var(VARIABLE) {
        Ok(wanted) => filter(&wanted)?,
        Err(std::env::VarError::NotPresent) => EnvFilter::new("warn"),
        Err(error) => return Err(format!("{VARIABLE}: {error}").into()),
    };
    let terminal = stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(terminal).init();
    Ok(())
}

fn filter(wanted: &str) -> Result<EnvFilter, Failure> {
    let refuse = || format!("{VARIABLE} is {wanted:?}: write a level ({}), or TARGET=LEVEL,…", LEVELS.join(", "));
    // The library takes a word that it does not know for a target, and then logs nothing else.
    let known = |part: &str| part.contains('=') || LEVELS.iter().any(|level| part.trim().eq_ignore_ascii_case(level));
    if !wanted.split(',').all(known) {
        return Err(refuse().into());
    }
    EnvFilter::try_new(wanted).map_err(|error| format!("{}: {error}", refuse()).into())
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn levels_and_targets_are_understood_and_anything_else_is_refused() {
        for good in ["warn", "OFF", "warn,scheduling_http=debug", "scheduling_engine=trace"] {
            assert_eq!(filter(good).err().map(|error| error.to_string()), None);
        }
        for bad in ["", "verbose", "warn,", "warn;info", "a=b=c", "scheduling_http=loud"] {
            let message = filter(bad).expect_err(bad).to_string();
            assert!(message.starts_with("SCHEDULING_LOG is ") && message.contains("off, error, warn"), "{message}");
        }
    }
}
