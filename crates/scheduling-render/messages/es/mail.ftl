### Mails about bookings, in Spanish, of whatever country. How these files are used: docs/mail.md.

## Subject, heading and first sentence of every mail, by kind and reader. The variables: see en/mail.ftl.

confirmation-invitee =
    .subject = Confirmada: { $event } con { $host }, { $date }
    .heading = Su reunión está confirmada
    .lead = Su reunión «{ $event }» con { $host } está confirmada.

confirmation-guest =
    .subject = Invitación: { $event } con { $host }, { $date }
    .heading = Tiene una invitación a una reunión
    .lead = { $invitee } le invita a la reunión «{ $event }» con { $host }.

confirmation-host =
    .subject = Nueva reserva: { $event } con { $invitee }, { $date }
    .heading = Tiene una nueva reserva
    .lead = { $invitee } ha reservado «{ $event }» con usted.

request_received-invitee =
    .subject = { $move ->
        [yes] Nuevo horario solicitado: { $event } con { $host }, { $date }
       *[no] Solicitud recibida: { $event } con { $host }, { $date }
    }
    .heading = { $move ->
        [yes] Hemos recibido su solicitud de cambio de horario
       *[no] Hemos recibido su solicitud
    }
    .lead = { $move ->
        [yes] El cambio de horario de su reunión «{ $event }» está pendiente de la aprobación de { $host }. El nuevo horario aún no está confirmado y el anterior ya no está reservado para usted: le avisaremos en cuanto haya una decisión.
       *[no] Su solicitud para «{ $event }» está pendiente de la aprobación de { $host }. La reunión aún no está confirmada: le avisaremos en cuanto haya una decisión.
    }

approval_request-host =
    .subject = { $move ->
        [yes] Nuevo horario pendiente de aprobación: { $event } con { $invitee }, { $date }
       *[no] Pendiente de aprobación: { $event } con { $invitee }, { $date }
    }
    .heading = { $move ->
        [yes] Un nuevo horario espera su decisión
       *[no] Una solicitud espera su decisión
    }
    .lead = { $move ->
        [yes] { $invitee } desea cambiar el horario de la reunión «{ $event }» y ha renunciado al anterior. Por favor, acepte o rechace el nuevo horario.
       *[no] { $invitee } desea reservar «{ $event }» con usted. Por favor, acepte o rechace la solicitud.
    }

address_confirmation-invitee =
    .subject = Confirme su dirección de correo electrónico: { $event } con { $host }, { $date }
    .heading = Por favor, confirme su dirección de correo electrónico
    .lead = Su reserva de «{ $event }» con { $host } solo será válida cuando haya confirmado su dirección de correo electrónico. Si no ha reservado nada, puede ignorar este mensaje.

cancellation-invitee =
    .subject = Cancelada: { $event } con { $host }, { $date }
    .heading = Su reunión ha sido cancelada
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } ha cancelado su reunión «{ $event }».
           *[several] { $host } han cancelado su reunión «{ $event }».
        }
        [invitee] Usted ha cancelado su reunión «{ $event }» con { $host }.
       *[unknown] Su reunión «{ $event }» con { $host } ha sido cancelada.
    }

cancellation-guest =
    .subject = Cancelada: { $event } con { $host }, { $date }
    .heading = La reunión ha sido cancelada
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } ha cancelado la reunión «{ $event }».
           *[several] { $host } han cancelado la reunión «{ $event }».
        }
        [invitee] { $invitee } ha cancelado la reunión «{ $event }» con { $host }.
       *[unknown] La reunión «{ $event }» con { $host } ha sido cancelada.
    }

cancellation-host =
    .subject = Cancelada: { $event } con { $invitee }, { $date }
    .heading = Su reunión ha sido cancelada
    .lead = { $by ->
        [host] Su equipo ha cancelado la reunión «{ $event }» con { $invitee }.
        [invitee] { $invitee } ha cancelado la reunión «{ $event }».
       *[unknown] Su reunión «{ $event }» con { $invitee } ha sido cancelada.
    }

decline-invitee =
    .subject = No confirmada: { $event } con { $host }, { $date }
    .heading = No se ha podido confirmar su solicitud
    .lead = { $cause ->
        [expired] Lamentablemente, su solicitud para «{ $event }» con { $host } no se ha respondido a tiempo. La reunión no tendrá lugar.
       *[host] { $number ->
            [one] Lamentablemente, { $host } no puede aceptar su solicitud para «{ $event }». La reunión no tendrá lugar.
           *[several] Lamentablemente, { $host } no pueden aceptar su solicitud para «{ $event }». La reunión no tendrá lugar.
        }
    }

decline-guest =
    .subject = No tendrá lugar: { $event } con { $host }, { $date }
    .heading = La reunión no tendrá lugar
    .lead = La reunión «{ $event }» con { $host } no tendrá lugar.

reschedule-invitee =
    .subject = Nuevo horario: { $event } con { $host }, { $date }
    .heading = Su reunión ha cambiado de horario
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } ha cambiado el horario de su reunión «{ $event }».
           *[several] { $host } han cambiado el horario de su reunión «{ $event }».
        }
        [invitee] Usted ha cambiado el horario de su reunión «{ $event }» con { $host }.
       *[unknown] Su reunión «{ $event }» con { $host } tiene un nuevo horario.
    }

reschedule-guest =
    .subject = Nuevo horario: { $event } con { $host }, { $date }
    .heading = La reunión ha cambiado de horario
    .lead = { $by ->
        [host] { $number ->
            [one] { $host } ha cambiado el horario de la reunión «{ $event }».
           *[several] { $host } han cambiado el horario de la reunión «{ $event }».
        }
        [invitee] { $invitee } ha cambiado el horario de la reunión «{ $event }» con { $host }.
       *[unknown] La reunión «{ $event }» con { $host } tiene un nuevo horario.
    }

reschedule-host =
    .subject = Nuevo horario: { $event } con { $invitee }, { $date }
    .heading = Su reunión ha cambiado de horario
    .lead = { $by ->
        [host] Su equipo ha cambiado el horario de la reunión «{ $event }» con { $invitee }.
        [invitee] { $invitee } ha cambiado el horario de la reunión «{ $event }».
       *[unknown] Su reunión «{ $event }» con { $invitee } tiene un nuevo horario.
    }

reassignment-invitee =
    .subject = Cambio de interlocutor: { $event } con { $host }, { $date }
    .heading = Otra persona atenderá su reunión
    .lead = Ha habido un cambio: su reunión «{ $event }» será ahora con { $host }.

reassignment-guest =
    .subject = Cambio de interlocutor: { $event } con { $host }, { $date }
    .heading = Otra persona atenderá la reunión
    .lead = Ha habido un cambio: la reunión «{ $event }» será ahora con { $host }.

reassignment-host =
    .subject = Reunión asignada: { $event } con { $invitee }, { $date }
    .heading = Se le ha asignado una reunión
    .lead = Se le ha asignado la reunión «{ $event }» con { $invitee }.

handed_over-host =
    .subject = Reunión cedida: { $event } con { $invitee }, { $date }
    .heading = Su reunión ha pasado a otra persona
    .lead = { $move ->
        [yes] La reunión «{ $event }» con { $invitee } ha cambiado de horario y otra persona la atenderá. Ya no es necesario que mantenga libre el horario anterior.
       *[no] Otra persona atenderá la reunión «{ $event }» con { $invitee }. Ya no es necesario que mantenga libre este horario.
    }

reminder-invitee =
    .subject = Recordatorio: { $event } con { $host }, { $date }
    .heading = Su reunión se acerca
    .lead = Su reunión «{ $event }» con { $host } comienza { $in }.

reminder-host =
    .subject = Recordatorio: { $event } con { $invitee }, { $date }
    .heading = Su reunión se acerca
    .lead = Su reunión «{ $event }» con { $invitee } comienza { $in }.

## How the reader is addressed.

greeting = Hola, { $name }:
greeting-unnamed = Hola:

## Times.

moment = { $date }, { $time }
when-one-date = { $date }, { $start } – { $end }
when-two-dates = { $date }, { $start } – { $end-date }, { $end }
in-zone = { $when }, { $zone }
zone-named = { $zone } ({ $offset })
zone-changing = { $zone } ({ $offset }, al final { $end-offset })
in-days = { $count ->
    [one] en { $count } día
   *[other] en { $count } días
}
in-hours = { $count ->
    [one] en { $count } hora
   *[other] en { $count } horas
}
in-minutes = { $count ->
    [one] en { $count } minuto
   *[other] en { $count } minutos
}

## What the facts are called.

labelled = { $label }:
label-event = Reunión
label-when = Cuándo
label-new-time = Nuevo horario
label-old-time = Horario anterior
label-with = Con
label-hosts = Anfitriones
label-booked-by = Reservada por
label-where = Dónde
label-email = Correo electrónico
label-phone = Teléfono
label-guests = Invitados
label-participants = Participantes
label-series = { $count ->
    [one] { $count } reunión de la serie ({ $zone })
   *[other] Las { $count } reuniones de la serie ({ $zone })
}
label-notes = Notas
label-reason = Motivo
label-decide-by = Plazo para decidir
label-answer-by = Plazo de respuesta
label-confirm-by = Plazo para confirmar
location-phone = Llamada telefónica
location-in-person = En persona
and-others = { $count ->
    [one] { $name } y { $count } persona más
   *[other] { $name } y { $count } personas más
}
and-more = { $count ->
    [one] y { $count } persona más
   *[other] y { $count } personas más
}
answer-yes = Sí
answer-no = No

## What the reader can do.

action-manage = Ver la reserva
action-reschedule = Cambiar el horario
action-cancel = Cancelar
action-approve = Aceptar
action-decline = Rechazar
action-confirm-address = Confirmar la dirección de correo electrónico
action-unsubscribe = No recibir más recordatorios de esta reunión
