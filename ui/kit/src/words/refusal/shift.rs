//! Why the rules of shifts say no.

use crate::locale::Locale;
use crate::money::{short_text, text};
use shared::shift::ShiftRejection;
use shared::till::Language;

/// Why the rules of shifts say no.
pub fn shift(locale: Locale, rejection: &ShiftRejection) -> String {
    let language = locale.language;
    match rejection {
        ShiftRejection::AlreadyOpen => {
            say! { language; "Ya hay un turno abierto", "A shift is open already", "Já há um turno aberto" }
        }
        ShiftRejection::NotOpen => {
            say! { language; "Ese turno no está abierto", "That shift is not open", "Esse turno não está aberto" }
        }
        ShiftRejection::OpenOrders { orders } => {
            let numbers: Vec<String> = orders
                .iter()
                .map(|order| order.number.to_string())
                .collect();
            let numbers = numbers.join(", ");
            say! { language; format!("Hay pedidos abiertos: {numbers}"), format!("There are open orders: {numbers}"), format!("Há pedidos abertos: {numbers}") }
        }
        ShiftRejection::AmountNotPositive => {
            say! { language; "El monto tiene que ser mayor que cero", "The amount must be above zero", "O valor precisa ser maior que zero" }
        }
        ShiftRejection::AmountTooLarge => {
            say! { language; "Ese monto no entra en ningún cajón", "No drawer holds that amount", "Esse valor não cabe em nenhuma gaveta" }
        }
        ShiftRejection::ReasonMissing => {
            say! { language; "Falta el motivo", "The reason is missing", "Falta o motivo" }
        }
        ShiftRejection::TextTooLong { max } => {
            say! { language; format!("El motivo o la nota pasa de {max} signos"), format!("The reason or note is longer than {max} signs"), format!("O motivo ou recado passa de {max} sinais") }
        }
        ShiftRejection::NoSuchMovement => {
            say! { language; "Ese movimiento ya no se puede deshacer", "That movement cannot be undone any more", "Esse movimento não pode mais ser desfeito" }
        }
        ShiftRejection::NoSuchPieces { value } => {
            let value = short_text(locale, *value);
            say! { language; format!("Revisá la cantidad de {value}"), format!("Check how many of {value} there are"), format!("Confira a quantidade de {value}") }
        }
        ShiftRejection::CountDoesNotAddUp { shown, counted } => {
            let (shown, counted) = (text(locale, *shown), text(locale, *counted));
            say! { language; format!("El conteo da {counted} y la pantalla decía {shown}: contá de nuevo"), format!("The count gives {counted} and the screen said {shown}: count again"), format!("A contagem dá {counted} e a tela dizia {shown}: conte de novo") }
        }
        ShiftRejection::NotCounted => {
            say! { language; "Primero contá el cajón", "Count the drawer first", "Primeiro conte a gaveta" }
        }
        ShiftRejection::CountOutdated => {
            say! { language; "El cajón cambió después del conteo: contá de nuevo", "The drawer changed after the count: count again", "A gaveta mudou depois da contagem: conte de novo" }
        }
        ShiftRejection::NoteMissing => {
            say! { language; "La diferencia pasa del margen: escribí qué pasó", "The difference is beyond the margin: write what happened", "A diferença passa da margem: escreva o que houve" }
        }
    }
}
