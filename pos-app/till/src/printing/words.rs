//! The words on paper.

use shared::till::Language;

/// The words of a language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Language);

macro_rules! words {
    ($( $name:ident: $es:literal, $en:literal, $pt:literal; )*) => {
        impl Words {
            $(
                pub const fn $name(self) -> &'static str {
                    match self.0 {
                        Language::Spanish => $es,
                        Language::English => $en,
                        Language::Portuguese => $pt,
                    }
                }
            )*
        }

        #[cfg(test)]
        const EVERY: &[[&str; 3]] = &[$([$es, $en, $pt]),*];
    };
}

words! {
    order: "Pedido", "Order", "Pedido";
    here: "Acá", "Here", "Aqui";
    to_go: "Llevar", "To go", "Viagem";
    subtotal: "Subtotal", "Subtotal", "Subtotal";
    discounts: "Descuentos", "Discounts", "Descontos";
    discount: "Descuento", "Discount", "Desconto";
    tip: "Propina", "Tip", "Gorjeta";
    rounding: "Redondeo", "Rounding", "Arredondamento";
    total: "TOTAL", "TOTAL", "TOTAL";
    cash: "Efectivo", "Cash", "Dinheiro";
    card: "Tarjeta con posnet", "Card terminal", "Cartão na maquininha";
    change: "Vuelto", "Change", "Troco";
    tax: "IVA", "Tax", "Imposto";
    tax_included: "IVA incluido", "Tax included", "Imposto incluído";
    no_invoice: "Documento no válido como factura.", "This is not an invoice.", "Este documento não é fiscal.";
    offline: "Emitido sin conexión. Guardado en", "Issued offline. Saved on", "Emitido sem conexão. Salvo no";
    thanks: "¡Gracias, hasta la próxima!", "Thank you, see you soon!", "Obrigado, até a próxima!";
    duplicate: "DUPLICADO", "DUPLICATE", "SEGUNDA VIA";
    refund: "DEVOLUCIÓN", "REFUND", "DEVOLUÇÃO";
    of_receipt: "Del comprobante", "Of receipt", "Do comprovante";
    given_back: "DEVUELTO", "GIVEN BACK", "DEVOLVIDO";
    reason: "Motivo", "Reason", "Motivo";
    report_x: "Informe X", "X report", "Relatório X";
    not_final: "No cierra el turno.", "It does not close the shift.", "Não fecha o turno.";
    report_z: "Resumen Z", "Z report", "Resumo Z";
    opened: "Abierto", "Opened", "Aberto";
    closed: "Cerrado", "Closed", "Fechado";
    gross: "Ventas brutas", "Gross sales", "Vendas brutas";
    refunds: "Devoluciones", "Refunds", "Devoluções";
    net: "Ventas netas", "Net sales", "Vendas líquidas";
    payments: "Cobros", "Payments", "Recebimentos";
    orders: "Pedidos", "Orders", "Pedidos";
    average: "Ticket promedio", "Average ticket", "Ticket médio";
    tips: "Propinas", "Tips", "Gorjetas";
    receipts: "Comprobantes", "Receipts", "Comprovantes";
    openings: "Aperturas sin venta", "Openings without a sale", "Aberturas sem venda";
    categories: "Categorías", "Categories", "Categorias";
    no_category: "Sin categoría", "No category", "Sem categoria";
    other_categories: "Las demás", "The others", "As demais";
    drawer: "Cajón", "Drawer", "Gaveta";
    float: "Fondo inicial", "Opening float", "Fundo inicial";
    cash_received: "Recibido en efectivo", "Received in cash", "Recebido em dinheiro";
    change_given: "Vuelto entregado", "Change given", "Troco entregue";
    cash_refunds: "Devuelto en efectivo", "Given back in cash", "Devolvido em dinheiro";
    pay_ins: "Ingresos", "Paid in", "Entradas";
    pay_outs: "Retiros", "Paid out", "Retiradas";
    expected: "Esperado", "Expected", "Esperado";
    counted: "Contado", "Counted", "Contado";
    difference: "Diferencia", "Difference", "Diferença";
    cash_after_count: "después de contar", "after the count", "depois de contar";
    note: "Nota", "Note", "Recado";
    left_open: "Quedaron abiertos", "Left open", "Ficaram abertos";
    supplement: "Suplemento", "Supplement", "Suplemento";
    not_made: "ANULAR", "CANCEL", "CANCELAR";
    silent_printer: "No responde la impresora de", "No answer from the printer of", "Não responde a impressora de";
    test: "Prueba de impresión", "Test print", "Teste de impressão";
    test_fact: "Si leés bien las tildes y los montos están a la derecha, la impresora está lista.", "If the accents read well and the amounts are at the right, the printer is ready.", "Se os acentos estão certos e os valores à direita, a impressora está pronta.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_every_language() {
        for words in EVERY {
            for word in words {
                assert!(!word.is_empty() && *word == word.trim(), "{words:?}");
            }
        }
    }
}
