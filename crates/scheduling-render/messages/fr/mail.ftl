### Mails about bookings, in French. How these files are used: docs/mail.md.
### Before a colon and inside of « » stands a no-break space (U+00A0).

## Subject, heading and first sentence of every mail, by kind and reader. The variables: see en/mail.ftl.

confirmation-invitee =
    .subject = Confirmé : { $event } avec { $host }, { $date }
    .heading = Votre rendez-vous est confirmé
    .lead = Votre rendez-vous « { $event } » avec { $host } est confirmé.

confirmation-guest =
    .subject = Invitation : { $event } avec { $host }, { $date }
    .heading = Vous avez reçu une invitation
    .lead = { $invitee } vous invite au rendez-vous « { $event } » avec { $host }.

confirmation-host =
    .subject = Nouvelle réservation : { $event } avec { $invitee }, { $date }
    .heading = Vous avez une nouvelle réservation
    .lead = { $invitee } a réservé « { $event } » avec vous.

request_received-invitee =
    .subject = { $move ->
        [yes] Nouvel horaire demandé : { $event } avec { $host }, { $date }
       *[no] Demande reçue : { $event } avec { $host }, { $date }
    }
    .heading = { $move ->
        [yes] Nous avons bien reçu votre demande de changement d’horaire
       *[no] Nous avons bien reçu votre demande
    }
    .lead = { $move ->
        [yes] Le changement d’horaire de votre rendez-vous « { $event } » doit encore être accepté par { $host }. Le nouvel horaire n’est donc pas encore confirmé, et l’ancien ne vous est plus réservé : nous vous écrirons dès qu’une décision aura été prise.
       *[no] Votre demande pour « { $event } » doit encore être acceptée par { $host }. Le rendez-vous n’est donc pas encore confirmé : nous vous écrirons dès qu’une décision aura été prise.
    }

approval_request-host =
    .subject = { $move ->
        [yes] Nouvel horaire à valider : { $event } avec { $invitee }, { $date }
       *[no] À valider : { $event } avec { $invitee }, { $date }
    }
    .heading = { $move ->
        [yes] Un nouvel horaire attend votre décision
       *[no] Une demande attend votre décision
    }
    .lead = { $move ->
        [yes] { $invitee } souhaite déplacer le rendez-vous « { $event } » et a renoncé à l’ancien horaire. Merci d’accepter ou de refuser le nouvel horaire.
       *[no] { $invitee } souhaite réserver « { $event } » avec vous. Merci d’accepter ou de refuser cette demande.
    }

address_confirmation-invitee =
    .subject = Veuillez confirmer votre adresse e-mail : { $event } avec { $host }, { $date }
    .heading = Veuillez confirmer votre adresse e-mail
    .lead = Votre réservation de « { $event } » avec { $host } ne sera valable qu’une fois votre adresse e-mail confirmée. Si vous n’avez rien réservé, merci d’ignorer ce message.

cancellation-invitee =
    .subject = Annulé : { $event } avec { $host }, { $date }
    .heading = Votre rendez-vous a été annulé
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } a annulé votre rendez-vous « { $event } ».
           *[several] { $host } ont annulé votre rendez-vous « { $event } ».
        }
        [invitee] Vous avez annulé votre rendez-vous « { $event } » avec { $host }.
       *[unknown] Votre rendez-vous « { $event } » avec { $host } a été annulé.
    }

cancellation-guest =
    .subject = Annulé : { $event } avec { $host }, { $date }
    .heading = Le rendez-vous a été annulé
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } a annulé le rendez-vous « { $event } ».
           *[several] { $host } ont annulé le rendez-vous « { $event } ».
        }
        [invitee] { $invitee } a annulé le rendez-vous « { $event } » avec { $host }.
       *[unknown] Le rendez-vous « { $event } » avec { $host } a été annulé.
    }

cancellation-host =
    .subject = Annulé : { $event } avec { $invitee }, { $date }
    .heading = Votre rendez-vous a été annulé
    .lead = { $by ->
        [host] Votre rendez-vous « { $event } » avec { $invitee } a été annulé de votre côté.
        [invitee] { $invitee } a annulé le rendez-vous « { $event } ».
       *[unknown] Votre rendez-vous « { $event } » avec { $invitee } a été annulé.
    }

decline-invitee =
    .subject = Non confirmé : { $event } avec { $host }, { $date }
    .heading = Votre demande n’a pas pu être confirmée
    .lead = { $cause ->
        [expired] Votre demande pour « { $event } » avec { $host } n’a malheureusement pas reçu de réponse à temps. Le rendez-vous n’aura pas lieu.
       *[host] { $number ->
            [one] Malheureusement, { $host } ne peut pas accepter votre demande pour « { $event } ». Le rendez-vous n’aura pas lieu.
           *[several] Malheureusement, { $host } ne peuvent pas accepter votre demande pour « { $event } ». Le rendez-vous n’aura pas lieu.
        }
    }

decline-guest =
    .subject = N’aura pas lieu : { $event } avec { $host }, { $date }
    .heading = Le rendez-vous n’aura pas lieu
    .lead = Le rendez-vous « { $event } » avec { $host } n’aura pas lieu.

reschedule-invitee =
    .subject = Nouvel horaire : { $event } avec { $host }, { $date }
    .heading = Votre rendez-vous a été déplacé
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } a déplacé votre rendez-vous « { $event } ».
           *[several] { $host } ont déplacé votre rendez-vous « { $event } ».
        }
        [invitee] Vous avez déplacé votre rendez-vous « { $event } » avec { $host }.
       *[unknown] L’horaire de votre rendez-vous « { $event } » avec { $host } a changé.
    }

reschedule-guest =
    .subject = Nouvel horaire : { $event } avec { $host }, { $date }
    .heading = Le rendez-vous a été déplacé
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } a déplacé le rendez-vous « { $event } ».
           *[several] { $host } ont déplacé le rendez-vous « { $event } ».
        }
        [invitee] { $invitee } a déplacé le rendez-vous « { $event } » avec { $host }.
       *[unknown] L’horaire du rendez-vous « { $event } » avec { $host } a changé.
    }

reschedule-host =
    .subject = Nouvel horaire : { $event } avec { $invitee }, { $date }
    .heading = Votre rendez-vous a été déplacé
    .lead = { $by ->
        [host] Votre rendez-vous « { $event } » avec { $invitee } a été déplacé de votre côté.
        [invitee] { $invitee } a déplacé le rendez-vous « { $event } ».
       *[unknown] L’horaire de votre rendez-vous « { $event } » avec { $invitee } a changé.
    }

reassignment-invitee =
    .subject = Changement d’interlocuteur : { $event } avec { $host }, { $date }
    .heading = Votre rendez-vous change d’interlocuteur
    .lead = Un changement est intervenu : votre rendez-vous « { $event } » aura lieu avec { $host }.

reassignment-guest =
    .subject = Changement d’interlocuteur : { $event } avec { $host }, { $date }
    .heading = Le rendez-vous change d’interlocuteur
    .lead = Un changement est intervenu : le rendez-vous « { $event } » aura lieu avec { $host }.

reassignment-host =
    .subject = Vous est confié : { $event } avec { $invitee }, { $date }
    .heading = Un rendez-vous vous a été confié
    .lead = Le rendez-vous « { $event } » avec { $invitee } vous a été confié.

handed_over-host =
    .subject = Confié à quelqu’un d’autre : { $event } avec { $invitee }, { $date }
    .heading = Votre rendez-vous a été confié à quelqu’un d’autre
    .lead = { $move ->
        [yes] Le rendez-vous « { $event } » avec { $invitee } a été déplacé, et quelqu’un d’autre l’assurera à son nouvel horaire. Vous pouvez libérer l’ancien créneau.
       *[no] Quelqu’un d’autre assurera le rendez-vous « { $event } » avec { $invitee }. Vous pouvez libérer ce créneau.
    }

reminder-invitee =
    .subject = Rappel : { $event } avec { $host }, { $date }
    .heading = Votre rendez-vous approche
    .lead = Votre rendez-vous « { $event } » avec { $host } commence { $in }.

reminder-host =
    .subject = Rappel : { $event } avec { $invitee }, { $date }
    .heading = Votre rendez-vous approche
    .lead = Votre rendez-vous « { $event } » avec { $invitee } commence { $in }.

## How the reader is addressed.

greeting = Bonjour { $name },
greeting-unnamed = Bonjour,

## Times.

moment = { $date } à { $time }
when-one-date = { $date }, de { $start } à { $end }
when-two-dates = du { $date } à { $start } au { $end-date } à { $end }
in-zone = { $when }, { $zone }
zone-named = { $zone } ({ $offset })
zone-changing = { $zone } ({ $offset }, à la fin { $end-offset })
in-days = { $count ->
    [one] dans { $count } jour
   *[other] dans { $count } jours
}
in-hours = { $count ->
    [one] dans { $count } heure
   *[other] dans { $count } heures
}
in-minutes = { $count ->
    [one] dans { $count } minute
   *[other] dans { $count } minutes
}

## What the facts are called.

labelled = { $label } :
label-event = Rendez-vous
label-when = Quand
label-new-time = Nouvel horaire
label-old-time = Ancien horaire
label-with = Avec
label-hosts = Hôtes
label-booked-by = Réservé par
label-where = Lieu
label-email = E-mail
label-phone = Téléphone
label-guests = Invités
label-participants = Participants
label-series = { $count ->
    [one] { $count } rendez-vous de la série ({ $zone })
   *[other] Les { $count } rendez-vous de la série ({ $zone })
}
label-notes = Remarques
label-reason = Motif
label-decide-by = À décider avant
label-answer-by = Réponse attendue avant
label-confirm-by = À confirmer avant
location-phone = Appel téléphonique
location-in-person = Sur place
and-others = { $count ->
    [one] { $name } et { $count } autre personne
   *[other] { $name } et { $count } autres personnes
}
and-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
answer-yes = Oui
answer-no = Non

## What the reader can do.

action-manage = Voir la réservation
action-reschedule = Déplacer
action-cancel = Annuler
action-approve = Accepter
action-decline = Refuser
action-confirm-address = Confirmer l’adresse e-mail
action-unsubscribe = Ne plus recevoir de rappels pour ce rendez-vous
