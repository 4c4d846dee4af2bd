//! Texts of strangers that are made to be more than texts.

use std::str::FromStr;

use proptest::{collection::vec, prelude::*, sample::select};
use scheduling_core::{
    Answer, AnswerValue, Audience, BookingState, Cancellation, Locale, LocationKind, MailTemplate, Notification,
    NotificationKind, Party,
};
use scheduling_render::mail::{MAX_SUBJECT, check_template, mail, sample};

use crate::page::{Page, letters};

/// What has broken out of somewhere before.
const PIECES: [&str; 25] = [
    "</title><script>alert(1)</script>",
    "\" onerror=\"x",
    "' onclick='x",
    "<img src=x>",
    "<!--",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "&#60;i&#62;",
    "{{ host_name }}",
    "{% if %}",
    "{ $event }",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "שלום",
    "\u{2028}",
    "=?utf-8?q?x?=",
    "Bcc: x@example.org",
    "--boundary",
    ".",
    "\\",
    "https://evil.example/",
    " ",
    "ñ",
];

/// Also line breaks and other control characters, where the type of a text lets them through.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => select(["\r\n", "\n", "\0", "\u{85}", "\t"].as_slice()).prop_map(str::to_owned),
        1 => "[a-z<>&\"']{1,8}",
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// The text, or what is left of it where its type refuses it.
fn value<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    let visible: String = text.chars().filter(|character| !character.is_control()).collect();
    text.parse().or_else(|_| visible.parse()).unwrap_or_else(|_| "x".parse().unwrap())
}

/// Every text that anybody outside of the installation writes.
fn put_in(notification: &mut Notification, texts: &[String; 9]) {
    // Nothing that is not seen at all: a mail would have an empty line there.
    let seen = texts.each_ref().map(|text| format!("{text}n"));
    let [event, host, invitee, notes, label, answer, place, tenant, reason] = &seen;
    let booking = &mut notification.booking;
    booking.snapshot.event_type_name = value(event);
    booking.snapshot.host_name = value(host);
    booking.snapshot.location.kind = LocationKind::Custom;
    booking.snapshot.location.value = Some(value(place));
    booking.invitee.name = value(invitee);
    booking.invitee.notes = Some(value(notes));
    let value_of = AnswerValue::Text(value(answer));
    booking.invitee.answers = vec![Answer { question: "q".parse().unwrap(), label: value(label), value: value_of }];
    if let BookingState::Cancelled(_) = booking.state {
        let at = notification.at;
        booking.state = BookingState::Cancelled(Cancellation { by: Party::Host, at, reason: Some(value(reason)) });
    }
    notification.to.name = Some(value(invitee));
    notification.letterhead.name = value(tenant);
    notification.letterhead.branding.logo_url = Some(value(tenant));
    notification.letterhead.branding.accent_color = Some(value(label));
}

fn plain(kind: NotificationKind, audience: Audience, locale: Locale) -> Notification {
    let mut notification = sample(kind, audience, locale).unwrap();
    put_in(&mut notification, &std::array::from_fn(|_| "x".to_owned()));
    notification
}

/// A template of a tenant that is careful, and tries to be careless.
fn template() -> MailTemplate {
    let html = "<h2 title=\"{{ notes }}\">{{ invitee_name }}</h2>{% autoescape false %}<p>{{ notes }}</p>{% endautoescape %}\
                {% for said in answers %}<p><b>{{ said.question|upper }}</b> {{ said.answer }}</p>{% endfor %}\
                <a href=\"{{ links.manage }}\">{{ event_name }} {{ location }} {{ reason }}</a>";
    let subject = "{{ event_name }} – {{ invitee_name }}\n {{ notes }}";
    MailTemplate {
        subject: Some(subject.to_owned()),
        text: Some("{{ notes }}".to_owned()),
        html: Some(html.to_owned()),
    }
}

/// Without what turns it round.
fn straight(text: &str) -> String {
    text.replace(['\u{2066}', '\u{202e}'], "")
}

fn assert_inert(notification: &Notification, benign: &Notification) {
    let (mail, expected) = (mail(notification).unwrap(), mail(benign).unwrap());
    assert_eq!(mail.refused, []);
    assert!(!mail.subject.chars().any(|it| it.is_control() || matches!(it, '\u{2028}' | '\u{202e}' | '\u{2066}')));
    assert!(mail.subject.chars().count() <= MAX_SUBJECT, "{}", mail.subject);
    let (page, expected) = (Page::of(&mail.html), Page::of(&expected.html));
    let is_own = |link: &&str| link.starts_with("https://book.example.com/");
    let place = notification.booking.snapshot.location.value.as_ref().map(|value| straight(value.as_str()));
    for link in page.values("href").into_iter().filter(|link| !is_own(link)) {
        assert_eq!(Some(link), place.as_deref(), "a link that nobody gave");
    }
    if page.values("href").len() == expected.values("href").len() && page.values("src").is_empty() {
        assert_eq!(page.outline(), expected.outline(), "{}", mail.html);
    }
    assert!(!mail.text.contains(['\r', '\0', '\u{202e}', '\u{2066}']), "{:?}", mail.text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_strangers_write_is_text(
        texts in proptest::array::uniform9(hostile()),
        kind in select(vec![NotificationKind::Confirmation, NotificationKind::Cancellation]),
        audience in select(Audience::ALL.to_vec()),
        locale in select(Locale::ALL.to_vec()),
    ) {
        let mut notification = plain(kind, audience, locale);
        let benign = notification.clone();
        put_in(&mut notification, &texts);
        assert_inert(&notification, &benign);

        // Lines of notes are indented, and nothing else has several.
        let own_lines = |notification: &Notification| {
            let text = mail(notification).unwrap().text;
            text.lines().filter(|line| !line.starts_with("    ") && !line.is_empty()).count()
        };
        prop_assert_eq!(own_lines(&notification), own_lines(&benign));
    }

    #[test]
    fn what_strangers_write_is_text_in_templates_too(texts in proptest::array::uniform9(hostile())) {
        let mut notification = plain(NotificationKind::Confirmation, Audience::Host, Locale::En);
        notification.template = Some(template());
        let benign = notification.clone();
        put_in(&mut notification, &texts);
        assert_inert(&notification, &benign);
        let page = Page::of(&mail(&notification).unwrap().html);
        let name = straight(notification.booking.invitee.name.as_str());
        prop_assert!(page.letters().contains(&letters(&name)), "{name}");
    }

    /// Whatever a tenant writes: it is refused, or it makes a mail; neither takes long or fails otherwise.
    #[test]
    fn any_template_is_refused_or_used(source in "([a-z{}%#|~*(\\[ \n\"'<>=]|\\{\\{ |\\}\\}|\\{% |%\\}|notes|for x in answers|endfor|if|set a=){0,40}") {
        let template = MailTemplate { subject: Some(source.clone()), text: Some(source.clone()), html: Some(source) };
        let mut notification = plain(NotificationKind::Confirmation, Audience::Host, Locale::En);
        let checked = check_template(notification.kind, &template);
        notification.template = Some(template);
        let mail = mail(&notification).unwrap();
        if checked.is_ok() {
            prop_assert_eq!(mail.refused, []);
        }
        prop_assert!(!mail.subject.is_empty() && !mail.text.is_empty() && mail.html.starts_with("<!DOCTYPE html>"));
    }
}
