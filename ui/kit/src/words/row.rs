//! What is wrong with a row of a file, in every language. Exhaustive: a new fault does not compile without its words.

use super::refusal::rejection;
use crate::locale::Locale;
use shared::money::AmountError;
use shared::quantity::QuantityError;
use shared::till::{Language, RowFault};

/// What is wrong with a row. Columns keep the names they have in the file.
#[expect(
    clippy::too_many_lines,
    reason = "one arm a reason: in two functions it would not be exhaustive"
)]
pub fn fault(locale: Locale, fault: &RowFault) -> String {
    let language = locale.language;
    match fault {
        RowFault::NoHeader { wanted } => {
            say! { language; format!("el archivo está vacío; la primera línea tiene que ser {wanted}"), format!("the file is empty; its first line must be {wanted}"), format!("o arquivo está vazio; a primeira linha tem que ser {wanted}") }
        }
        RowFault::OtherHeader { wanted, found } => {
            say! { language; format!("la primera línea tiene que ser {wanted}, y es {found}"), format!("the first line must be {wanted}, and is {found}"), format!("a primeira linha tem que ser {wanted}, e é {found}") }
        }
        RowFault::FieldCount { needed, found } => {
            say! { language; format!("van {needed} columnas y hay {found}"), format!("{needed} columns are needed, {found} are there"), format!("são {needed} colunas e há {found}") }
        }
        RowFault::NotText => {
            say! { language; "no es texto en UTF-8", "it is not text in UTF-8", "não é texto em UTF-8" }
        }
        RowFault::Empty { column } => {
            say! { language; format!("falta {column}"), format!("{column} is empty"), format!("falta {column}") }
        }
        RowFault::TooLong { column, max } => {
            say! { language; format!("{column} tiene más de {max} signos"), format!("{column} has more than {max} signs"), format!("{column} tem mais de {max} sinais") }
        }
        RowFault::NotANumber { column, text } => {
            say! { language; format!("{column}: “{text}” no es un número entero"), format!("{column}: “{text}” is not a whole number"), format!("{column}: “{text}” não é um número inteiro") }
        }
        RowFault::Amount { column, fault } => format!("{column}: {}", amount(language, fault)),
        RowFault::BelowZero { column, text } => {
            say! { language; format!("{column}: {text} es menos que cero"), format!("{column}: {text} is below zero"), format!("{column}: {text} é menos que zero") }
        }
        RowFault::TaxRate { text } => {
            say! { language; format!("“{text}” no es un impuesto: va de 0 a 100, con dos decimales como máximo"), format!("“{text}” is not a tax rate: 0 to 100, with at most two decimals"), format!("“{text}” não é um imposto: de 0 a 100, com no máximo duas decimais") }
        }
        RowFault::Quantity(fault) => quantity(language, fault),
        RowFault::LineTooLarge => {
            say! { language; "cantidad por precio es demasiado grande", "quantity by price is too large", "quantidade vezes preço é grande demais" }
        }
        RowFault::MinAboveMax { min, max } => {
            say! { language; format!("el mínimo ({min}) es más que el máximo ({max})"), format!("the minimum ({min}) is above the maximum ({max})"), format!("o mínimo ({min}) é mais que o máximo ({max})") }
        }
        RowFault::ProductDiffers { name } => {
            say! { language; format!("{name} tiene otro precio o impuesto más arriba"), format!("{name} has another price or tax further up"), format!("{name} tem outro preço ou imposto mais acima") }
        }
        RowFault::BarcodeTwice { barcode, name } => {
            say! { language; format!("el código {barcode} ya es de {name}, más arriba"), format!("barcode {barcode} is that of {name} further up"), format!("o código {barcode} já é de {name}, mais acima") }
        }
        RowFault::GroupDiffers { name } => {
            say! { language; format!("{name} tiene otro mínimo o máximo más arriba"), format!("{name} has another minimum or maximum further up"), format!("{name} tem outro mínimo ou máximo mais acima") }
        }
        RowFault::ModifierTwice { name } => {
            say! { language; format!("{name} ya está más arriba"), format!("{name} stands further up already"), format!("{name} já está mais acima") }
        }
        RowFault::OtherTender { text } => {
            say! { language; format!("tender: “{text}” no es cash ni card"), format!("tender: “{text}” is neither cash nor card"), format!("tender: “{text}” não é cash nem card") }
        }
        RowFault::NotATime { text } => {
            say! { language; format!("at: “{text}” no es una hora como 2026-11-24T09:30:00"), format!("at: “{text}” is not a time such as 2026-11-24T09:30:00"), format!("at: “{text}” não é uma hora como 2026-11-24T09:30:00") }
        }
        RowFault::YearOutOfRange { text } => {
            say! { language; format!("at: “{text}” no está entre 1970 y 2200"), format!("at: “{text}” is not between 1970 and 2200"), format!("at: “{text}” não está entre 1970 e 2200") }
        }
        RowFault::OrderTooLong { order, max } => {
            say! { language; format!("el pedido {order} tiene más de {max} renglones"), format!("order {order} has more than {max} lines"), format!("o pedido {order} tem mais de {max} itens") }
        }
        RowFault::OrderApart { order } => {
            say! { language; format!("el pedido {order} ya está más arriba: sus renglones van juntos"), format!("order {order} stands further up: its rows go together"), format!("o pedido {order} já está mais acima: seus itens ficam juntos") }
        }
        RowFault::Refused(reason) => rejection(locale, reason),
    }
}

fn amount(language: Language, fault: &AmountError) -> String {
    match fault {
        AmountError::NotANumber(text) => {
            say! { language; format!("“{text}” no es un importe: escribilo con punto, como 12.50"), format!("“{text}” is not an amount: write it with a point, as 12.50"), format!("“{text}” não é um valor: escreva com ponto, como 12.50") }
        }
        AmountError::TooManyDecimals {
            text,
            currency,
            given,
            allowed,
        } => {
            say! { language; format!("{text} tiene {given} decimales y {currency} tiene {allowed}"), format!("{text} has {given} decimals, {currency} has {allowed}"), format!("{text} tem {given} decimais e {currency} tem {allowed}") }
        }
        AmountError::TooLarge(text) => {
            say! { language; format!("{text} es demasiado grande"), format!("{text} is too large"), format!("{text} é grande demais") }
        }
    }
}

fn quantity(language: Language, fault: &QuantityError) -> String {
    match fault {
        QuantityError::NotPositive => {
            say! { language; "la cantidad tiene que ser más que cero", "a quantity must be above zero", "a quantidade tem que ser maior que zero" }
        }
        QuantityError::TooLarge => {
            say! { language; "la cantidad es demasiado grande", "the quantity is too large", "a quantidade é grande demais" }
        }
        QuantityError::NotANumber(text) => {
            say! { language; format!("“{text}” no es una cantidad: números con punto, hasta tres decimales"), format!("“{text}” is not a quantity: digits with a point, at most three decimals"), format!("“{text}” não é uma quantidade: números com ponto, até três decimais") }
        }
    }
}
