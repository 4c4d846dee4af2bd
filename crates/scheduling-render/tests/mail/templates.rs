//! Templates of tenants: what they can say, what is refused, and that no mail is lost by one.

use scheduling_core::{Audience, Locale, MailTemplate, NotificationKind, TemplateField};
use scheduling_render::mail::{MAX_TEMPLATE, TemplateError, TemplateProblem, VARIABLES, check_template, mail, sample};

use crate::{english, page::Page, samples};

const KIND: NotificationKind = NotificationKind::Confirmation;

fn text(source: &str) -> MailTemplate {
    MailTemplate { text: Some(source.to_owned()), ..MailTemplate::default() }
}

fn wrong_text(source: &str) -> (Option<usize>, TemplateProblem) {
    let mut wrong = check_template(KIND, &text(source)).expect_err(source);
    let error = wrong.remove(0);
    assert_eq!((wrong.len(), error.field), (0, TemplateField::Text));
    (error.line, error.problem)
}

#[test]
fn every_variable_is_there_in_every_mail() {
    let all: Vec<String> = VARIABLES.iter().map(|(name, _)| format!("{name}={{{{ {name} }}}}")).collect();
    let all = all.join("\n");
    for kind in NotificationKind::ALL {
        assert_eq!(check_template(*kind, &text(&all)), Ok(()), "{kind}");
    }
    for notification in samples() {
        let mut notification = notification;
        notification.template = Some(text(&all));
        assert_eq!(mail(&notification).unwrap().refused, []);
    }
    let documented = include_str!("../../../../docs/mail.md");
    for (name, says) in VARIABLES {
        assert!(documented.contains(&format!("| `{name}` | {says} |")), "docs/mail.md: | `{name}` | {says} |");
    }
}

#[test]
fn variables_say_what_the_mail_says() {
    let mut notification = english(NotificationKind::Reschedule, Audience::Host);
    let source = "{{ when }}|{{ old_when }}|{{ start_date }}|{{ start_time }}|{{ end_time }}|{{ timezone }}|{{ location }}|\
                  {{ location_link }}|{{ links.manage }}|{{ links.cancel }}|{{ guests|join(\", \") }}|{{ tenant_name }}|\
                  {% for said in answers %}{{ loop.index }}. {{ said.question }} {{ said.answer }};{% endfor %}|\
                  {% if reason %}{{ reason }}{% else %}no reason{% endif %}";
    notification.template = Some(text(source));
    let mail = mail(&notification).unwrap();
    assert_eq!(mail.refused, []);
    let said: Vec<&str> = mail.text.split('|').collect();
    let expected = [
        "Monday, March 16, 2026, 9:00 AM – 9:30 AM, America/New_York (UTC-4)",
        "Friday, March 13, 2026, 10:00 AM – 10:30 AM, America/New_York (UTC-4)",
        "Monday, March 16, 2026",
        "9:00 AM",
        "9:30 AM",
        "America/New_York (UTC-4)",
        "Zoom, https://meet.example.com/intro",
        "https://meet.example.com/intro",
        "https://book.example.com/manage",
        "",
        "eve@example.org",
        "Analytical Engines",
        "1. What is it about? Compilers;2. I agree to being recorded: Yes;",
        "Something has come up.\nPlease pick another time.\n\n-- \nAnalytical Engines\n",
    ];
    assert_eq!(said[..12], expected[..12]);
    assert_eq!(said[12], "1. What is it about? Compilers;2. I agree to being recorded Yes;");
    assert_eq!(said[13], expected[13]);
}

#[test]
fn a_template_stands_in_the_product_s_frame() {
    let mut notification = sample(NotificationKind::Reminder, Audience::Invitee, Locale::De).unwrap();
    notification.template = Some(MailTemplate {
        subject: Some("  {{ event_name }}\n\tin Kürze: {{ start_time }} ".to_owned()),
        text: None,
        html: Some("<p id=\"own\">Hallo {{ recipient_name }}</p>".to_owned()),
    });
    let mail = mail(&notification).unwrap();
    assert_eq!((mail.refused, mail.subject.as_str()), (vec![], "Intro in Kürze: 14:00"));
    let page = Page::of(&mail.html);
    assert_eq!((page.values("id"), page.values("lang")), (vec!["own"], vec!["de"]));
    assert!(page.letters().contains("HalloGraceHopper") && page.letters().contains("AnalyticalEngines"));
    // The way out of reminders is not the tenant's to leave away.
    assert_eq!(page.values("href"), ["https://book.example.com/unsubscribe"]);
    assert!(mail.text.starts_with("Ihr Termin steht bevor"), "what the tenant did not write is the product's");
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let unknown = |name: &str| TemplateProblem::UnknownVariable(name.to_owned());
    assert_eq!(wrong_text("a\n{{ event_name }}\n{{ evnt_name }}"), (Some(3), unknown("evnt_name")));
    assert_eq!(wrong_text("{{ links.manag }}"), (Some(1), unknown("links.manag")));
    // No sample takes this branch.
    assert_eq!(wrong_text("\n{% if locale == \"xx\" %}\n{{ nme }}{% endif %}"), (Some(3), unknown("nme")));
    assert_eq!(wrong_text("{% for said in answers %}\n{{ said.anser }}{% endfor %}"), (Some(2), unknown("said.anser")));
    assert_eq!(wrong_text(" \n "), (None, TemplateProblem::Empty));
    assert_eq!(wrong_text(&"ü".repeat(MAX_TEMPLATE + 1)), (None, TemplateProblem::TooLong { max: MAX_TEMPLATE }));
    assert_eq!(check_template(KIND, &text(&"ü".repeat(MAX_TEMPLATE))), Ok(()));
    let (line, problem) = wrong_text("a\n{% if reason %}");
    assert!(matches!(problem, TemplateProblem::Syntax(_)) && line == Some(2), "{line:?} {problem:?}");
    let (line, problem) = wrong_text("\n{{ event_name|safe }}");
    assert!(matches!(problem, TemplateProblem::UnknownWord(_)) && line == Some(2), "{line:?} {problem:?}");
}

#[test]
fn every_part_is_judged_by_itself() {
    let template = MailTemplate {
        subject: Some("{{ x }}".to_owned()),
        text: Some("fine".to_owned()),
        html: Some("<p>\n<a href={{ links.manage }}>x</a>".to_owned()),
    };
    let subject = TemplateError {
        field: TemplateField::Subject,
        line: Some(1),
        problem: TemplateProblem::UnknownVariable("x".to_owned()),
    };
    let html = TemplateError { field: TemplateField::Html, line: Some(2), problem: TemplateProblem::Unquoted };
    assert_eq!(check_template(KIND, &template), Err(vec![subject.clone(), html]));
    assert_eq!(subject.to_string(), "subject, line 1: there is no variable `x`");
}

#[test]
fn nothing_reaches_outside() {
    for source in [
        "{% include \"/etc/passwd\" %}",
        "{% import \"x\" as y %}",
        "{% extends \"x\" %}",
        "{% macro m() %}{% endmacro %}",
        "{{ range(3) }}",
        "{{ debug() }}",
        "{{ namespace() }}",
        "{{ self }}",
        "{{ event_name.upper() }}",
        "{{ event_name|tojson }}",
        "{{ event_name|indent(9) }}",
    ] {
        assert!(check_template(KIND, &text(source)).is_err(), "{source}");
    }
}

#[test]
fn what_a_template_costs_is_bounded() {
    let doubled = "{% set a = a ~ a %}".repeat(60);
    let kept = "{% set a %}{{ a }}{{ a }}{% endset %}".repeat(60);
    let nested = format!("{}x{}", "{% for b in answers ~ notes %}".repeat(60), "{% endfor %}".repeat(60));
    let loops = format!("{}{}{}", "{% for b in notes %}".repeat(20), "x".repeat(10_000), "{% endfor %}".repeat(20));
    for source in [
        format!("{{% set a = notes %}}{doubled}{{{{ a }}}}"),
        format!("{{% set a = notes %}}{kept}{{{{ a }}}}"),
        "{{ \"x\" * 10000000000 }}".to_owned(),
        "{{ (\"x\" * 100000) * 100000 }}".to_owned(),
        "{{ [1] * 10000000000 }}".to_owned(),
        "{{ 9 ** 999999999 }}".to_owned(),
        "{% for c in notes %}{% for d in notes %}{% for e in notes %}xxxxxxxx{% endfor %}{% endfor %}{% endfor %}"
            .to_owned(),
        nested,
        loops,
        format!("{}1{}", "{{ (".repeat(5000), ")".repeat(10)),
        format!("{{{{ {}1{} }}}}", "(".repeat(9000), ")".repeat(9000)),
    ] {
        let begin = source.chars().take(60).collect::<String>();
        let wrong = check_template(NotificationKind::ApprovalRequest, &text(&source));
        assert!(wrong.is_err(), "{begin}");
    }
}

/// What nests goes down the stack of the thread that renders it: half of what such a thread has is enough.
#[test]
fn no_template_is_too_deep() {
    let chains = [
        format!("{{{{ {}1 }}}}", "not ".repeat(4900)),
        format!("{{{{ {}1 }}}}", "-".repeat(19_000)),
        format!("{{{{ 1{} }}}}", "+1".repeat(9000)),
        format!("{{{{ 1{} }}}}", "**1".repeat(6000)),
        format!("{{{{ 1{} }}}}", "<1".repeat(9000)),
        format!("{{{{ 1{} }}}}", " if 1".repeat(3900)),
        format!("{{{{ notes{} }}}}", "|trim".repeat(3900)),
        format!("{{{{ notes{} }}}}", ".a".repeat(9000)),
        format!("{{{{ notes{} }}}}", "[0]".repeat(6000)),
        format!("{{{{ notes{} }}}}", "()".repeat(9000)),
        format!("{{{{ {}", "[".repeat(19_000)),
        format!("{{% if 1 %}}1{}{{% endif %}}", "{% elif 1 %}".repeat(1600)),
        "{% if 1 %}".repeat(1900),
        format!("{}1{}", "{% if 1 %}".repeat(900), "{% endif %}".repeat(900)),
    ];
    let checks = move || {
        for chain in chains {
            // Refused or not: it comes back.
            drop(check_template(KIND, &text(&chain)));
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(checks).unwrap().join().unwrap();
}

#[test]
fn no_mail_is_lost_by_a_template() {
    let mut notification = english(KIND, Audience::Invitee);
    let product = mail(&notification).unwrap();
    let bad = Some("{{ nobody_knows_this }}".to_owned());
    notification.template = Some(MailTemplate { subject: bad.clone(), text: bad.clone(), html: bad });
    let mail = mail(&notification).unwrap();
    let fields: Vec<TemplateField> = mail.refused.iter().map(|error| error.field).collect();
    assert_eq!(fields, [TemplateField::Subject, TemplateField::Text, TemplateField::Html]);
    assert_eq!((mail.subject, mail.text, mail.html), (product.subject, product.text, product.html));
}
