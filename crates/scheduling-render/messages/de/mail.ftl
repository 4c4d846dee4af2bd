### Mails about bookings, in German. How these files are used: docs/mail.md.

## Subject, heading and first sentence of every mail, by kind and reader. The variables: see en/mail.ftl.

confirmation-invitee =
    .subject = Bestätigt: { $event } mit { $host }, { $date }
    .heading = Ihr Termin ist bestätigt
    .lead = Ihr Termin „{ $event }“ mit { $host } ist bestätigt.

confirmation-guest =
    .subject = Einladung: { $event } mit { $host }, { $date }
    .heading = Sie sind zu einem Termin eingeladen
    .lead = { $invitee } hat Sie zum Termin „{ $event }“ mit { $host } eingeladen.

confirmation-host =
    .subject = Neue Buchung: { $event } mit { $invitee }, { $date }
    .heading = Sie haben eine neue Buchung
    .lead = { $invitee } hat „{ $event }“ bei Ihnen gebucht.

request_received-invitee =
    .subject = { $move ->
        [yes] Neue Zeit angefragt: { $event } mit { $host }, { $date }
       *[no] Anfrage erhalten: { $event } mit { $host }, { $date }
    }
    .heading = { $move ->
        [yes] Wir haben Ihre Anfrage zu einer neuen Zeit erhalten
       *[no] Wir haben Ihre Anfrage erhalten
    }
    .lead = { $move ->
        [yes] Dass Ihr Termin „{ $event }“ verschoben wird, muss noch von { $host } bestätigt werden. Die neue Zeit steht also noch nicht fest, und die bisherige ist nicht mehr für Sie reserviert: Wir geben Ihnen Bescheid, sobald entschieden ist.
       *[no] Ihre Anfrage für „{ $event }“ muss noch von { $host } bestätigt werden. Der Termin steht also noch nicht fest: Wir geben Ihnen Bescheid, sobald entschieden ist.
    }

approval_request-host =
    .subject = { $move ->
        [yes] Bitte über neue Zeit entscheiden: { $event } mit { $invitee }, { $date }
       *[no] Bitte entscheiden: { $event } mit { $invitee }, { $date }
    }
    .heading = { $move ->
        [yes] Eine neue Zeit wartet auf Ihre Entscheidung
       *[no] Eine Anfrage wartet auf Ihre Entscheidung
    }
    .lead = { $move ->
        [yes] { $invitee } möchte den Termin „{ $event }“ verschieben und hat die bisherige Zeit aufgegeben. Bitte nehmen Sie die neue Zeit an oder lehnen Sie sie ab.
       *[no] { $invitee } möchte „{ $event }“ bei Ihnen buchen. Bitte nehmen Sie die Anfrage an oder lehnen Sie sie ab.
    }

address_confirmation-invitee =
    .subject = Bitte bestätigen Sie Ihre E-Mail-Adresse: { $event } mit { $host }, { $date }
    .heading = Bitte bestätigen Sie Ihre E-Mail-Adresse
    .lead = Ihre Buchung von „{ $event }“ mit { $host } wird erst gültig, wenn Sie Ihre E-Mail-Adresse bestätigt haben. Falls Sie nichts gebucht haben, ignorieren Sie diese Nachricht bitte.

cancellation-invitee =
    .subject = Abgesagt: { $event } mit { $host }, { $date }
    .heading = Ihr Termin wurde abgesagt
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } hat Ihren Termin „{ $event }“ abgesagt.
           *[several] { $host } haben Ihren Termin „{ $event }“ abgesagt.
        }
        [invitee] Sie haben Ihren Termin „{ $event }“ mit { $host } abgesagt.
       *[unknown] Ihr Termin „{ $event }“ mit { $host } wurde abgesagt.
    }

cancellation-guest =
    .subject = Abgesagt: { $event } mit { $host }, { $date }
    .heading = Der Termin wurde abgesagt
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } hat den Termin „{ $event }“ abgesagt.
           *[several] { $host } haben den Termin „{ $event }“ abgesagt.
        }
        [invitee] { $invitee } hat den Termin „{ $event }“ mit { $host } abgesagt.
       *[unknown] Der Termin „{ $event }“ mit { $host } wurde abgesagt.
    }

cancellation-host =
    .subject = Abgesagt: { $event } mit { $invitee }, { $date }
    .heading = Ihr Termin wurde abgesagt
    .lead = { $by ->
        [host] Ihr Team hat den Termin „{ $event }“ mit { $invitee } abgesagt.
        [invitee] { $invitee } hat den Termin „{ $event }“ abgesagt.
       *[unknown] Ihr Termin „{ $event }“ mit { $invitee } wurde abgesagt.
    }

decline-invitee =
    .subject = Nicht bestätigt: { $event } mit { $host }, { $date }
    .heading = Ihre Anfrage konnte nicht bestätigt werden
    .lead = { $cause ->
        [expired] Ihre Anfrage für „{ $event }“ mit { $host } wurde leider nicht rechtzeitig beantwortet. Der Termin findet nicht statt.
       *[host] { $number ->
            [one] Leider kann { $host } Ihre Anfrage für „{ $event }“ nicht annehmen. Der Termin findet nicht statt.
           *[several] Leider können { $host } Ihre Anfrage für „{ $event }“ nicht annehmen. Der Termin findet nicht statt.
        }
    }

decline-guest =
    .subject = Findet nicht statt: { $event } mit { $host }, { $date }
    .heading = Der Termin findet nicht statt
    .lead = Der Termin „{ $event }“ mit { $host } findet nicht statt.

reschedule-invitee =
    .subject = Neue Zeit: { $event } mit { $host }, { $date }
    .heading = Ihr Termin wurde verschoben
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } hat Ihren Termin „{ $event }“ auf eine neue Zeit verlegt.
           *[several] { $host } haben Ihren Termin „{ $event }“ auf eine neue Zeit verlegt.
        }
        [invitee] Sie haben Ihren Termin „{ $event }“ mit { $host } auf eine neue Zeit verlegt.
       *[unknown] Ihr Termin „{ $event }“ mit { $host } wurde auf eine neue Zeit verlegt.
    }

reschedule-guest =
    .subject = Neue Zeit: { $event } mit { $host }, { $date }
    .heading = Der Termin wurde verschoben
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } hat den Termin „{ $event }“ auf eine neue Zeit verlegt.
           *[several] { $host } haben den Termin „{ $event }“ auf eine neue Zeit verlegt.
        }
        [invitee] { $invitee } hat den Termin „{ $event }“ mit { $host } auf eine neue Zeit verlegt.
       *[unknown] Der Termin „{ $event }“ mit { $host } wurde auf eine neue Zeit verlegt.
    }

reschedule-host =
    .subject = Neue Zeit: { $event } mit { $invitee }, { $date }
    .heading = Ihr Termin wurde verschoben
    .lead = { $by ->
        [host] Ihr Team hat den Termin „{ $event }“ mit { $invitee } auf eine neue Zeit verlegt.
        [invitee] { $invitee } hat den Termin „{ $event }“ auf eine neue Zeit verlegt.
       *[unknown] Ihr Termin „{ $event }“ mit { $invitee } wurde auf eine neue Zeit verlegt.
    }

reassignment-invitee =
    .subject = Neue Ansprechperson: { $event } mit { $host }, { $date }
    .heading = Jemand anderes übernimmt Ihren Termin
    .lead = Es hat sich etwas geändert: Ihren Termin „{ $event }“ haben Sie nun mit { $host }.

reassignment-guest =
    .subject = Neue Ansprechperson: { $event } mit { $host }, { $date }
    .heading = Jemand anderes übernimmt den Termin
    .lead = Es hat sich etwas geändert: Der Termin „{ $event }“ findet nun mit { $host } statt.

reassignment-host =
    .subject = Ihnen zugeteilt: { $event } mit { $invitee }, { $date }
    .heading = Ihnen wurde ein Termin zugeteilt
    .lead = Der Termin „{ $event }“ mit { $invitee } wurde Ihnen zugeteilt.

handed_over-host =
    .subject = Abgegeben: { $event } mit { $invitee }, { $date }
    .heading = Ihr Termin wurde abgegeben
    .lead = { $move ->
        [yes] Der Termin „{ $event }“ mit { $invitee } wurde verschoben, und zur neuen Zeit übernimmt ihn jemand anderes. Sie brauchen sich die bisherige Zeit nicht mehr freizuhalten.
       *[no] Den Termin „{ $event }“ mit { $invitee } übernimmt jemand anderes. Sie brauchen sich diese Zeit nicht mehr freizuhalten.
    }

reminder-invitee =
    .subject = Erinnerung: { $event } mit { $host }, { $date }
    .heading = Ihr Termin steht bevor
    .lead = Ihr Termin „{ $event }“ mit { $host } beginnt { $in }.

reminder-host =
    .subject = Erinnerung: { $event } mit { $invitee }, { $date }
    .heading = Ihr Termin steht bevor
    .lead = Ihr Termin „{ $event }“ mit { $invitee } beginnt { $in }.

## How the reader is addressed.

greeting = Guten Tag { $name },
greeting-unnamed = Guten Tag,

## Times.

moment = { $date }, { $time } Uhr
when-one-date = { $date }, { $start }–{ $end } Uhr
when-two-dates = { $date }, { $start } Uhr – { $end-date }, { $end } Uhr
in-zone = { $when }, { $zone }
zone-named = { $zone } ({ $offset })
zone-changing = { $zone } ({ $offset }, am Ende { $end-offset })
in-days = { $count ->
    [one] in { $count } Tag
   *[other] in { $count } Tagen
}
in-hours = { $count ->
    [one] in { $count } Stunde
   *[other] in { $count } Stunden
}
in-minutes = { $count ->
    [one] in { $count } Minute
   *[other] in { $count } Minuten
}

## What the facts are called.

labelled = { $label }:
label-event = Termin
label-when = Wann
label-new-time = Neue Zeit
label-old-time = Bisherige Zeit
label-with = Mit
label-hosts = Gastgeber
label-booked-by = Gebucht von
label-where = Wo
label-email = E-Mail
label-phone = Telefon
label-guests = Gäste
label-participants = Teilnehmende
label-series = { $count ->
    [one] { $count } Termin der Serie ({ $zone })
   *[other] Alle { $count } Termine der Serie ({ $zone })
}
label-notes = Anmerkungen
label-reason = Grund
label-decide-by = Bitte entscheiden bis
label-answer-by = Entscheidung bis
label-confirm-by = Bitte bestätigen bis
location-phone = Telefonat
location-in-person = Vor Ort
and-others = { $count ->
    [one] { $name } und { $count } weiteren Person
   *[other] { $name } und { $count } weiteren Personen
}
and-more = { $count ->
    [one] und { $count } weitere Person
   *[other] und { $count } weitere Personen
}
answer-yes = Ja
answer-no = Nein

## What the reader can do.

action-manage = Buchung ansehen
action-reschedule = Verschieben
action-cancel = Absagen
action-approve = Annehmen
action-decline = Ablehnen
action-confirm-address = E-Mail-Adresse bestätigen
action-unsubscribe = Keine Erinnerungen an diesen Termin mehr
