//! A few mails as they are read, from the first word to the last.

use scheduling_core::{Audience, BookingState, Decline, DeclineCause, Interval, Locale, NotificationKind};
use scheduling_render::mail::{mail, sample};

use crate::english;

#[test]
fn a_confirmation() {
    let mail = mail(&english(NotificationKind::Confirmation, Audience::Invitee)).unwrap();
    assert_eq!(mail.subject, "Confirmed: Intro with Ada Lovelace, Mon, Mar 16, 2026, 9:00 AM");
    assert_eq!(
        mail.text,
        "Your meeting is confirmed\n\
         \n\
         Hello Grace Hopper,\n\
         \n\
         Your meeting “Intro” with Ada Lovelace is confirmed.\n\
         \n\
         Meeting: Intro\n\
         When: Monday, March 16, 2026, 9:00 AM – 9:30 AM, America/New_York (UTC-4)\n\
         With: Ada Lovelace\n\
         Where: Zoom, https://meet.example.com/intro\n\
         Guests: eve@example.org\n\
         \n\
         View booking:\n\
         https://book.example.com/manage\n\
         \n\
         Reschedule:\n\
         https://book.example.com/reschedule\n\
         \n\
         Cancel:\n\
         https://book.example.com/cancel\n\
         \n\
         -- \n\
         Analytical Engines\n"
    );
}

#[test]
fn a_request_for_approval_in_german() {
    let mail = mail(&sample(NotificationKind::ApprovalRequest, Audience::Host, Locale::De).unwrap()).unwrap();
    assert_eq!(mail.subject, "Bitte entscheiden: Intro mit Grace Hopper, Mo., 16.03.2026, 14:00 Uhr");
    assert_eq!(
        mail.text,
        "Eine Anfrage wartet auf Ihre Entscheidung\n\
         \n\
         Guten Tag Ada Lovelace,\n\
         \n\
         Grace Hopper möchte „Intro“ bei Ihnen buchen. Bitte nehmen Sie die Anfrage an oder lehnen Sie sie ab.\n\
         \n\
         Termin: Intro\n\
         Wann: Montag, 16. März 2026, 14:00–14:30 Uhr, Europe/Berlin (UTC+1)\n\
         Mit: Grace Hopper\n\
         Wo: Zoom, https://meet.example.com/intro\n\
         E-Mail: grace@example.org\n\
         Telefon: +1 555 0100\n\
         Gäste: eve@example.org\n\
         Anmerkungen:\n    \
             I would like to see the difference engine.\n    \
             Is there a place to park?\n\
         What is it about? Compilers\n\
         I agree to being recorded: Ja\n\
         Bitte entscheiden bis: Mittwoch, 4. März 2026, 14:00 Uhr, Europe/Berlin (UTC+1)\n\
         \n\
         Annehmen:\n\
         https://book.example.com/approve\n\
         \n\
         Ablehnen:\n\
         https://book.example.com/decline\n\
         \n\
         Buchung ansehen:\n\
         https://book.example.com/manage\n\
         \n\
         -- \n\
         Analytical Engines\n"
    );
}

#[test]
fn a_move_in_french_says_both_times() {
    let mut notification = sample(NotificationKind::Reschedule, Audience::Guest, Locale::Fr).unwrap();
    // Over midnight, and in the summer.
    notification.booking.meeting =
        Interval { start: "2026-06-30T21:30:00Z".parse().unwrap(), end: "2026-06-30T22:15:00Z".parse().unwrap() };
    let mail = mail(&notification).unwrap();
    assert_eq!(mail.subject, "Nouvel horaire\u{a0}: Intro avec Ada Lovelace, mar. 30 juin 2026 à 23:30");
    assert_eq!(
        mail.text,
        "Le rendez-vous a été déplacé\n\
         \n\
         Bonjour,\n\
         \n\
         Ada Lovelace a déplacé le rendez-vous «\u{a0}Intro\u{a0}».\n\
         \n\
         Rendez-vous\u{a0}: Intro\n\
         Nouvel horaire\u{a0}: du mardi 30 juin 2026 à 23:30 au mercredi 1er juillet 2026 à 00:15, Europe/Paris (UTC+2)\n\
         Ancien horaire\u{a0}: vendredi 13 mars 2026, de 15:00 à 15:30, Europe/Paris (UTC+1)\n\
         Avec\u{a0}: Ada Lovelace\n\
         Réservé par\u{a0}: Grace Hopper\n\
         Motif\u{a0}:\n    \
             Something has come up.\n    \
             Please pick another time.\n\
         Lieu\u{a0}: Zoom, https://meet.example.com/intro\n\
         \n\
         -- \n\
         Analytical Engines\n"
    );
}

#[test]
fn a_reminder_in_portuguese_can_be_ended() {
    let mail = mail(&sample(NotificationKind::Reminder, Audience::Host, Locale::PtBr).unwrap()).unwrap();
    assert_eq!(mail.subject, "Lembrete: Intro com Grace Hopper, seg., 16 de mar. de 2026, 10:00");
    assert!(mail.text.contains("Sua reunião “Intro” com Grace Hopper começa em 2 horas.\n"), "{}", mail.text);
    let end =
        "-- \nAnalytical Engines\nNão receber mais lembretes desta reunião:\nhttps://book.example.com/unsubscribe\n";
    assert!(mail.text.ends_with(end), "{}", mail.text);
}

#[test]
fn a_decline_says_who_or_what_declined() {
    let mut notification = sample(NotificationKind::Decline, Audience::Invitee, Locale::Es).unwrap();
    let text = mail(&notification).unwrap().text;
    assert!(text.contains("Lamentablemente, Ada Lovelace no puede aceptar su solicitud para «Intro»."), "{text}");
    assert!(text.contains("Motivo:\n    Something has come up.\n    Please pick another time.\n"), "{text}");
    let at = notification.at;
    notification.booking.state = BookingState::Declined(Decline { cause: DeclineCause::Expired, at, reason: None });
    let text = mail(&notification).unwrap().text;
    assert!(text.contains("su solicitud para «Intro» con Ada Lovelace no se ha respondido a tiempo."), "{text}");
    assert!(!text.contains("Motivo"), "{text}");
}
