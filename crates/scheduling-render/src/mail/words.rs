//! The message files, and what is said in which language. Who is told what is not its matter.
//!
//! Values are put in without the marks that isolate directions (`use_isolating`): none of the five languages is written from
//! right to left, and the marks show as boxes in subjects and plain texts. What could turn a line round is taken out of
//! values before (`clean`).

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use icu_list::{ListFormatter, options::ListFormatterOptions};
use scheduling_core::{Audience, Locale, NotificationKind};
use unic_langid::LanguageIdentifier;

use super::clean;

type Bundle = FluentBundle<FluentResource>;

static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En));
static DE: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::De));
static FR: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Fr));
static ES: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Es));
static PT_BR: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::PtBr));

/// What a text says in its places.
pub(super) type Values<'a> = [(&'static str, &'a str)];

/// One language.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) locale: Locale,
    bundle: &'static Bundle,
}

macro_rules! phrases {
    ($($variant:ident = $id:literal,)+) => {
        /// What is said in more than one mail. A phrase that nothing says is one that the compiler warns of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Phrase { $($variant,)+ }

        impl Phrase {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }
    };
}

phrases! {
    Greeting = "greeting",
    GreetingUnnamed = "greeting-unnamed",
    Moment = "moment",
    WhenOneDate = "when-one-date",
    WhenTwoDates = "when-two-dates",
    InZone = "in-zone",
    ZoneNamed = "zone-named",
    ZoneChanging = "zone-changing",
    InDays = "in-days",
    InHours = "in-hours",
    InMinutes = "in-minutes",
    Labelled = "labelled",
    LabelEvent = "label-event",
    LabelWhen = "label-when",
    LabelNewTime = "label-new-time",
    LabelOldTime = "label-old-time",
    LabelWith = "label-with",
    LabelHosts = "label-hosts",
    LabelBookedBy = "label-booked-by",
    LabelWhere = "label-where",
    LabelEmail = "label-email",
    LabelPhone = "label-phone",
    LabelGuests = "label-guests",
    LabelParticipants = "label-participants",
    LabelSeries = "label-series",
    LabelNotes = "label-notes",
    LabelReason = "label-reason",
    LabelDecideBy = "label-decide-by",
    LabelAnswerBy = "label-answer-by",
    LabelConfirmBy = "label-confirm-by",
    LocationPhone = "location-phone",
    LocationInPerson = "location-in-person",
    AndOthers = "and-others",
    AndMore = "and-more",
    AnswerYes = "answer-yes",
    AnswerNo = "answer-no",
    ActionManage = "action-manage",
    ActionReschedule = "action-reschedule",
    ActionCancel = "action-cancel",
    ActionApprove = "action-approve",
    ActionDecline = "action-decline",
    ActionConfirmAddress = "action-confirm-address",
    ActionUnsubscribe = "action-unsubscribe",
}

/// Which of the texts that every mail has of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    Subject,
    Heading,
    Lead,
}

impl Own {
    const fn attribute(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Heading => "heading",
            Self::Lead => "lead",
        }
    }
}

impl Words {
    pub(super) fn of(locale: Locale) -> Self {
        let bundle = match locale {
            Locale::En => &EN,
            Locale::De => &DE,
            Locale::Fr => &FR,
            Locale::Es => &ES,
            Locale::PtBr => &PT_BR,
        };
        Self { locale, bundle }
    }

    /// A phrase that has no places.
    pub(super) fn plain(&self, phrase: Phrase) -> String {
        self.say(phrase, &[])
    }

    pub(super) fn say(&self, phrase: Phrase, values: &Values<'_>) -> String {
        self.text(phrase.id(), None, &arguments(values))
    }

    /// A phrase about a number of things: `$count`.
    pub(super) fn count(&self, phrase: Phrase, count: i64) -> String {
        self.count_with(phrase, count, &[])
    }

    /// A phrase about a number of things, `$count`, that says more than that.
    pub(super) fn count_with(&self, phrase: Phrase, count: i64, values: &Values<'_>) -> String {
        let mut arguments = arguments(values);
        arguments.set("count", count);
        self.text(phrase.id(), None, &arguments)
    }

    /// Several things, as the language lists them.
    #[expect(clippy::expect_used, reason = "the data are part of the program: `every_language_has_lists`")]
    pub(super) fn list(&self, things: &[String]) -> String {
        let language: icu_locale_core::Locale =
            self.locale.as_str().parse().expect("the word for a locale is a language tag");
        let formatter = ListFormatter::try_new_and((&language).into(), ListFormatterOptions::default());
        formatter.expect("lists are compiled in").format(things.iter()).to_string()
    }

    /// A text that only this mail has; there is one if [`NotificationKind::goes_to`] says so.
    pub(super) fn own(&self, mail: (NotificationKind, Audience), own: Own, values: &Values<'_>) -> String {
        self.text(&id_of(mail), Some(own.attribute()), &arguments(values))
    }

    fn text(&self, id: &str, attribute: Option<&str>, arguments: &FluentArgs<'_>) -> String {
        let message = self.bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        });
        // `every_language_says_everything` goes through all of them.
        let Some(pattern) = pattern else { unreachable!("no message {id} in {}", self.locale) };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id} in {}: {errors:?}", self.locale);
        text
    }
}

/// The id of the message that has a mail's own texts.
fn id_of((kind, audience): (NotificationKind, Audience)) -> String {
    format!("{kind}-{audience}")
}

fn arguments<'a>(values: &Values<'_>) -> FluentArgs<'a> {
    values.iter().map(|(name, value)| (*name, FluentValue::from(clean::line(value)))).collect()
}

const fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../../messages/en/mail.ftl"),
        Locale::De => include_str!("../../messages/de/mail.ftl"),
        Locale::Fr => include_str!("../../messages/fr/mail.ftl"),
        Locale::Es => include_str!("../../messages/es/mail.ftl"),
        Locale::PtBr => include_str!("../../messages/pt-BR/mail.ftl"),
    }
}

#[expect(clippy::expect_used, reason = "the message files are part of the program: `every_language_says_everything`")]
fn bundle(locale: Locale) -> Bundle {
    let language: LanguageIdentifier = locale.as_str().parse().expect("the word for a locale is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source(locale).to_owned()).map_err(|(_, errors)| errors);
    bundle.add_resource(resource.expect("a message file is well-formed")).expect("a message file has no id twice");
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

    use super::*;

    type Texts = BTreeMap<String, BTreeSet<String>>;

    /// Every text of a message file, with the variables that stand in it.
    fn texts(locale: Locale) -> Texts {
        let resource = fluent_syntax::parser::parse(source(locale)).expect("well-formed");
        let mut texts = Texts::new();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let own = message.value.iter().map(|pattern| (message.id.name.to_owned(), pattern));
            let parts = message.attributes.iter();
            let parts = parts.map(|part| (format!("{}.{}", message.id.name, part.id.name), &part.value));
            for (id, pattern) in own.chain(parts) {
                let mut variables = BTreeSet::new();
                in_pattern(pattern, &mut variables);
                assert_eq!(texts.insert(id.clone(), variables), None, "{id} twice in {locale}");
            }
        }
        texts
    }

    fn in_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression: Expression::Inline(inline) } => in_inline(inline, variables),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    in_inline(selector, variables);
                    for variant in variants {
                        in_pattern(&variant.value, variables);
                    }
                }
            }
        }
    }

    fn in_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => drop(variables.insert(id.name.to_owned())),
            other => panic!("the files need no such thing: {other:?}"),
        }
    }

    fn mails() -> impl Iterator<Item = (NotificationKind, Audience)> {
        let kinds = NotificationKind::ALL.iter();
        kinds
            .flat_map(|kind| Audience::ALL.iter().map(|audience| (*kind, *audience)))
            .filter(|(kind, audience)| kind.goes_to(*audience))
    }

    #[test]
    fn every_language_says_everything() {
        let own = [Own::Subject, Own::Heading, Own::Lead];
        let of_mails = mails().flat_map(|mail| own.map(|own| format!("{}.{}", id_of(mail), own.attribute())));
        let said: BTreeSet<String> = of_mails.chain(Phrase::ALL.iter().map(|phrase| phrase.id().to_owned())).collect();
        let english = texts(Locale::En);
        assert_eq!(english.keys().cloned().collect::<BTreeSet<_>>(), said, "what is in the files is what is said");
        for locale in Locale::ALL {
            assert_eq!(texts(*locale), english, "{locale}");
            Words::of(*locale);
        }
    }

    #[test]
    fn numbers_have_the_forms_of_the_language() {
        let say = |locale, count| Words::of(locale).count(Phrase::InHours, count);
        assert_eq!([say(Locale::En, 1), say(Locale::En, 2)], ["in 1 hour", "in 2 hours"]);
        assert_eq!([say(Locale::De, 1), say(Locale::De, 24)], ["in 1 Stunde", "in 24 Stunden"]);
        assert_eq!([say(Locale::Fr, 1), say(Locale::Fr, 2)], ["dans 1 heure", "dans 2 heures"]);
        assert_eq!([say(Locale::Es, 1), say(Locale::Es, 2)], ["en 1 hora", "en 2 horas"]);
        assert_eq!([say(Locale::PtBr, 1), say(Locale::PtBr, 2)], ["em 1 hora", "em 2 horas"]);
        let days = |locale, count| Words::of(locale).count(Phrase::InDays, count);
        assert_eq!([days(Locale::De, 1), days(Locale::De, 2)], ["in 1 Tag", "in 2 Tagen"]);
    }

    #[test]
    fn every_language_has_lists() {
        let list = |locale, names: &[&str]| {
            Words::of(locale).list(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        for (locale, two, three) in [
            (Locale::En, "Ada and Ines", "Ada, Bob, and Ines"),
            (Locale::De, "Ada und Ines", "Ada, Bob und Ines"),
            (Locale::Fr, "Ada et Ines", "Ada, Bob et Ines"),
            (Locale::Es, "Ada e Ines", "Ada, Bob e Ines"),
            (Locale::PtBr, "Ada e Ines", "Ada, Bob e Ines"),
        ] {
            assert_eq!(list(locale, &["Ada", "Ines"]), two);
            assert_eq!(list(locale, &["Ada", "Bob", "Ines"]), three);
        }
        assert_eq!(list(Locale::En, &["Ada"]), "Ada");
    }

    #[test]
    fn a_value_is_a_value_whatever_it_looks_like() {
        let words = Words::of(Locale::En);
        assert_eq!(words.say(Phrase::Greeting, &[("name", "{ $x }\r\n.subject = y")]), "Hello { $x } .subject = y,");
    }

    #[test]
    fn french_puts_no_break_spaces_where_it_needs_them() {
        let files = source(Locale::Fr).lines().filter(|line| !line.starts_with('#'));
        for line in files {
            assert!(![" :", " ;", " ?", " !", "« ", " »"].iter().any(|bad| line.contains(bad)), "{line}");
        }
    }
}
