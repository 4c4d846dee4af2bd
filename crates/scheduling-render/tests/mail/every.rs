//! What holds of every mail.

use scheduling_core::{Audience, Locale, NotificationKind};
use scheduling_render::mail::{MailError, mail, sample};

use crate::{
    english, name,
    page::{Page, letters},
    samples,
};

#[test]
fn every_mail_is_written() {
    let mut count = 0;
    for notification in samples() {
        let mail = mail(&notification).unwrap();
        let name = name(&notification);
        assert_eq!(mail.refused, [], "{name}");
        for text in [&mail.subject, &mail.text, &mail.html] {
            assert!(!text.contains("{ ") && !text.contains("{$"), "a place is left open in {name}: {text}");
            assert!(!text.contains(['\u{2068}', '\u{2069}', '\u{202f}', '\r']), "{name}: {text}");
        }
        assert!(mail.subject.contains("Intro") && mail.subject.contains("16"), "{name}: {}", mail.subject);
        let page = Page::of(&mail.html);
        assert_eq!((page.values("lang"), page.values("dir")[0]), (vec![notification.locale.as_str()], "ltr"), "{name}");
        count += 1;
    }
    assert_eq!(count, 20 * Locale::ALL.len());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let none = [
        (NotificationKind::RequestReceived, Audience::Host),
        (NotificationKind::ApprovalRequest, Audience::Invitee),
        (NotificationKind::AddressConfirmation, Audience::Guest),
        (NotificationKind::Decline, Audience::Host),
        (NotificationKind::HandedOver, Audience::Invitee),
        (NotificationKind::Reminder, Audience::Guest),
    ];
    for (kind, audience) in none {
        let refused = MailError::NoSuchMail { kind, audience };
        assert_eq!(sample(kind, audience, Locale::En), Err(refused.clone()));
        let mut notification = english(NotificationKind::Cancellation, audience);
        notification.kind = kind;
        assert_eq!(mail(&notification), Err(refused));
    }
}

#[test]
fn a_mail_that_is_for_a_link_needs_it() {
    let mut approval = english(NotificationKind::ApprovalRequest, Audience::Host);
    approval.links.decline = Some("javascript:alert(1)".to_owned());
    let refused = |kind, link| Err(MailError::NoLink { kind, link });
    assert_eq!(mail(&approval), refused(NotificationKind::ApprovalRequest, "decline"));
    let mut confirmation = english(NotificationKind::AddressConfirmation, Audience::Invitee);
    confirmation.links.confirm_address = None;
    assert_eq!(mail(&confirmation), refused(NotificationKind::AddressConfirmation, "confirm_address"));
}

/// Every line of the text is in the HTML, times included; every address in it is a link.
#[test]
fn text_and_html_say_the_same() {
    for notification in samples() {
        let mail = mail(&notification).unwrap();
        let page = Page::of(&mail.html);
        let (read, links) = (page.letters(), page.values("href"));
        for line in mail.text.lines().filter(|line| !line.trim().is_empty() && *line != "-- ") {
            if line.starts_with("https://") {
                assert!(links.contains(&line), "{}: {line}", name(&notification));
            } else {
                let line = letters(line);
                assert!(read.contains(line.trim_end_matches(':')), "{}: {line}", name(&notification));
            }
        }
        let in_text = mail.text.lines().filter(|line| line.starts_with("https://")).count();
        // The place is a link too, on its line.
        assert_eq!(links.len(), in_text + 1, "{}", name(&notification));
    }
}

#[test]
fn guests_learn_nothing_that_is_not_theirs() {
    for notification in samples().filter(|notification| notification.audience == Audience::Guest) {
        let mut notification = notification;
        let host = sample(NotificationKind::Reminder, Audience::Host, notification.locale).unwrap();
        let approval = english(NotificationKind::ApprovalRequest, Audience::Host);
        // Even if they are given by mistake.
        notification.links = approval.links;
        notification.links.unsubscribe = host.links.unsubscribe;
        let mail = mail(&notification).unwrap();
        let ics = mail.calendar.map(|attached| attached.ics.replace("\r\n ", "")).unwrap_or_default();
        for text in [&mail.text, &mail.html, &ics] {
            for secret in ["book.example.com", "difference engine", "Compilers", "recorded", "0100"] {
                assert!(!text.contains(secret), "{} has {secret}: {text}", name(&notification));
            }
        }
        assert!(!mail.text.contains("grace@example.org") && !mail.html.contains("grace@example.org"));
    }
}

#[test]
fn an_invitee_is_not_told_what_the_host_is() {
    for notification in samples().filter(|notification| notification.audience == Audience::Invitee) {
        let mail = mail(&notification).unwrap();
        for text in [&mail.text, &mail.html] {
            for word in ["ada@example.com", "Compilers", "/approve", "/decline"] {
                assert!(!text.contains(word), "{} has {word}: {text}", name(&notification));
            }
        }
    }
}

#[test]
fn a_tenant_is_recognised() {
    let mut notification = english(NotificationKind::Confirmation, Audience::Invitee);
    let branding = &mut notification.letterhead.branding;
    branding.display_name = Some("Café & Söhne".parse().unwrap());
    branding.logo_url = Some("https://cdn.example/logo.png?a=1&b=2".parse().unwrap());
    branding.accent_color = Some("#FFDD00".parse().unwrap());
    let mail = mail(&notification).unwrap();
    let page = Page::of(&mail.html);
    assert_eq!(page.values("src"), ["https://cdn.example/logo.png?a=1&b=2"]);
    assert_eq!(page.values("alt"), ["Café & Söhne"]);
    let button = page.values("style").into_iter().find(|style| style.contains("inline-block")).unwrap();
    assert!(button.ends_with("background-color:#ffdd00;color:#000000"), "{button}");
    assert!(mail.text.ends_with("-- \nCafé & Söhne\n"), "{}", mail.text);
}
