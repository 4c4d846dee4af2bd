//! Texts that a tenant has put in the place of the product's, in a small template language: values, `if`, `for` and a few
//! filters. Nothing of it reaches outside of the mail, and what it may cost is bounded: every instruction and every byte
//! that it makes uses up fuel.
//!
//! Values are always escaped in HTML, whatever a template says of them: what an invitee wrote is never markup.

mod quoting;
mod values;

use std::{fmt, sync::LazyLock};

use minijinja::{
    Environment, Error, ErrorKind, HtmlEscape, Template, UndefinedBehavior, Value, filters,
    machinery::{Token, tokenize},
    syntax::SyntaxConfig,
};
use scheduling_core::{Audience, Locale, MailTemplate, Notification, NotificationKind, TemplateField};

pub use self::values::VARIABLES;
pub(super) use self::values::Values;
use super::{Letter, clean, sample};

/// The most characters of one template.
pub const MAX_TEMPLATE: usize = 20_000;
/// The most characters that a template may make.
pub const MAX_OUTPUT: usize = 100_000;
/// The most words and signs in one tag of a template.
const MAX_TOKENS: usize = 100;
/// What one rendering may cost. An instruction costs one, and so do 64 bytes that are made or gone through.
const FUEL: u64 = 20_000;

static ENGINE: LazyLock<Environment<'static>> = LazyLock::new(engine);

/// What is wrong with a template, fit for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {problem}", .field.as_str(), OnLine(*.line))]
pub struct TemplateError {
    /// Which of them.
    pub field: TemplateField,
    /// On which line, counted from 1, if it is on one.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: TemplateProblem,
}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateProblem {
    /// It is too long.
    #[error("must have at most {max} characters")]
    TooLong {
        /// How many there may be.
        max: usize,
    },
    /// A tag is too long.
    #[error("a tag must have at most {max} words and signs")]
    LongTag {
        /// How many there may be.
        max: usize,
    },
    /// It is not in the template language.
    #[error("cannot be read: {0}")]
    Syntax(String),
    /// It asks for something that mails do not have.
    #[error("there is no variable `{0}`")]
    UnknownVariable(String),
    /// It asks for a filter or a test that there is not.
    #[error("{0}")]
    UnknownWord(String),
    /// A value stands in a tag without quotation marks around it, or in a script or style sheet, where it could become more
    /// than text.
    #[error(
        "a value inside of a tag must stand in an attribute with quotation marks, and none may stand in a script or style"
    )]
    Unquoted,
    /// It does too much, or makes a text that is too long.
    #[error("does too much, or makes a text of more than {max} characters")]
    TooMuch {
        /// How many there may be.
        max: usize,
    },
    /// It makes a text without a character.
    #[error("says nothing")]
    Empty,
    /// Something else went wrong while it ran.
    #[error("fails: {0}")]
    Failed(String),
}

struct OnLine(Option<usize>);

impl fmt::Display for OnLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(f, ", line {line}"))
    }
}

/// Checks a template before it is kept: each part is rendered for everybody who gets such a mail, in every language.
///
/// # Errors
/// What is wrong, at most one thing a part.
pub fn check_template(kind: NotificationKind, template: &MailTemplate) -> Result<(), Vec<TemplateError>> {
    let given = template.fields().filter_map(|field| Some((field, template.of(field)?)));
    let wrong: Vec<TemplateError> = given.filter_map(|(field, source)| check(kind, field, source).err()).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn check(kind: NotificationKind, field: TemplateField, source: &str) -> Result<(), TemplateError> {
    known_variables(field, source)?;
    for audience in Audience::ALL.iter().filter(|audience| kind.goes_to(**audience)) {
        for locale in Locale::ALL {
            let Some(notification) = sample::of(kind, *audience, *locale) else { continue };
            rendered(field, source, &values_of(&notification))?;
        }
    }
    Ok(())
}

fn values_of(notification: &Notification) -> Values {
    Values::of(notification, &Letter::of(notification))
}

/// The text of a template.
pub(super) fn rendered(field: TemplateField, source: &str, values: &Values) -> Result<String, TemplateError> {
    let wrong = |problem| TemplateError { field, line: None, problem };
    let text = parsed(field, source)?.render(values.context()).map_err(|error| named(field, source, &error))?;
    let text = match field {
        TemplateField::Subject => clean::line(&text),
        TemplateField::Text | TemplateField::Html => visible(&text),
    };
    if text.chars().nth(MAX_OUTPUT).is_some() {
        return Err(wrong(TemplateProblem::TooMuch { max: MAX_OUTPUT }));
    }
    if text.trim().is_empty() { Err(wrong(TemplateProblem::Empty)) } else { Ok(text) }
}

/// A template that is safe to run. What is not safe to read is refused before it is read.
fn parsed(field: TemplateField, source: &str) -> Result<Template<'_, '_>, TemplateError> {
    let wrong = |line, problem| Err(TemplateError { field, line, problem });
    if source.chars().nth(MAX_TEMPLATE).is_some() {
        return wrong(None, TemplateProblem::TooLong { max: MAX_TEMPLATE });
    }
    if let Some(line) = too_long_tag(source) {
        return wrong(Some(line), TemplateProblem::LongTag { max: MAX_TOKENS });
    }
    if field == TemplateField::Html
        && let Some(line) = quoting::unquoted(source)
    {
        return wrong(Some(line), TemplateProblem::Unquoted);
    }
    ENGINE.template_from_named_str(field.as_str(), source).map_err(|error| named(field, source, &error))
}

/// The line of a tag with more than [`MAX_TOKENS`] words and signs. The engine bounds how deep brackets and blocks nest, but not
/// how long a chain of operators is, and goes down its own stack once for each.
fn too_long_tag(source: &str) -> Option<usize> {
    let mut count = 0;
    // What is no token is said by the parser, which stops there as well.
    for (token, span) in tokenize(source, false, SyntaxConfig::default()).map_while(Result::ok) {
        count = match token {
            Token::TemplateData(_) | Token::VariableStart | Token::BlockStart => 0,
            _ => count + 1,
        };
        if count > MAX_TOKENS {
            return Some(usize::from(span.start_line));
        }
    }
    None
}

/// A text without control characters, with line feeds at the ends of its lines.
fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|character| !character.is_control() || matches!(character, '\n' | '\t')).collect()
}

/// Also in the branches that no sample takes.
fn known_variables(field: TemplateField, source: &str) -> Result<(), TemplateError> {
    let template = parsed(field, source)?;
    let known = |name: &str| VARIABLES.iter().any(|(variable, _)| *variable == name || is_part(name, variable));
    let mut unknown: Vec<String> =
        template.undeclared_variables(true).into_iter().filter(|name| !known(name)).collect();
    unknown.sort_unstable();
    let Some(name) = unknown.into_iter().next() else { return Ok(()) };
    let last = name.rsplit('.').next().unwrap_or(&name);
    let line = source.lines().position(|line| line.contains(last)).map(|index| index + 1);
    Err(TemplateError { field, line, problem: TemplateProblem::UnknownVariable(name) })
}

/// Whether a variable has parts, and the name is that of all of them.
fn is_part(name: &str, variable: &str) -> bool {
    variable.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

fn named(field: TemplateField, source: &str, error: &Error) -> TemplateError {
    let said = || error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let problem = match error.kind() {
        ErrorKind::UndefinedError => {
            let name = error.range().and_then(|range| source.get(range)).unwrap_or_default();
            TemplateProblem::UnknownVariable(name.to_owned())
        }
        ErrorKind::OutOfFuel => TemplateProblem::TooMuch { max: MAX_OUTPUT },
        ErrorKind::SyntaxError => TemplateProblem::Syntax(said()),
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            TemplateProblem::UnknownWord(said())
        }
        _ => TemplateProblem::Failed(said()),
    };
    TemplateError { field, line: error.line(), problem }
}

/// Nothing but what is named here: no functions, no files, no marks that a text is safe.
fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    engine.set_debug(false);
    engine.add_filter("upper", filters::upper);
    engine.add_filter("lower", filters::lower);
    engine.add_filter("trim", filters::trim);
    engine.add_filter("default", filters::default);
    engine.add_filter("join", filters::join);
    engine.add_filter("length", filters::length);
    engine.set_formatter(|out, state, value: &Value| {
        let text = value.to_string();
        let is_html = state.name() == TemplateField::Html.as_str();
        let written = if is_html { write!(out, "{}", HtmlEscape(&text)) } else { out.write_str(&text) };
        written.map_err(|_| Error::new(ErrorKind::WriteFailure, "the text cannot be written"))
    });
    engine
}
