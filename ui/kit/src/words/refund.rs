//! The texts of a refund.

use shared::till::Language;

words! {
    /// The texts of a refund.
    Refund {
        title: "Devolver", "Refund", "Devolver";
        find: "Número o monto", "Number or amount", "Número ou valor";
        sales: "Ventas", "Sales", "Vendas";
        no_sales: "Todavía no hay ventas", "No sales yet", "Ainda não há vendas";
        not_here: "Esta venta no está acá. Probá con el monto", "This sale is not here. Try its amount", "Esta venda não está aqui. Tente o valor";
        choose: "Elegí la venta", "Choose the sale", "Escolha a venda";
        original: "La venta original no cambia. La devolución es otra anotación, enlazada, con quién la hizo y quién la aprobó.", "The original sale does not change. The refund is another entry, linked to it, with who made and who approved it.", "A venda original não muda. A devolução é outra anotação, ligada a ela, com quem fez e quem aprovou.";
        all: "Toda", "All of it", "Toda";
        unknown_line: "Producto", "Product", "Produto";
        reason: "Motivo", "Reason", "Motivo";
        other_reason: "Otro motivo", "Another reason", "Outro motivo";
        goods: "Lo que vuelve", "What comes back", "O que volta";
        thrown_away: "Se tiró", "Thrown away", "Descartado";
        back_to_stock: "Vuelve al stock", "Back to stock", "Volta ao estoque";
        kept: "No vuelve nada", "Nothing comes back", "Não volta nada";
        line_back: "Ya devuelto", "Refunded already", "Já devolvido";
        to_give_back: "A devolver", "To refund", "A devolver";
        how: "Cómo", "How", "Como";
        cash: "Efectivo", "Cash", "Dinheiro";
        from_drawer: "Ahora, del cajón", "Now, from the drawer", "Agora, da gaveta";
        card: "Tarjeta", "Card", "Cartão";
        on_terminal: "En la terminal, con la tarjeta", "On the terminal, with the card", "Na maquininha, com o cartão";
        choose_lines: "Elegí qué vuelve", "Choose what comes back", "Escolha o que volta";
        say_why: "Falta el motivo", "The reason is missing", "Falta o motivo";
        say_goods: "Falta decir qué pasa con lo que vuelve", "Say what happens with what comes back", "Falta dizer o que acontece com o que volta";
        given_back: "Devuelta", "Refunded", "Devolvida";
        partly_back: "Devuelta en parte", "Partly refunded", "Devolvida em parte";
        look_at: "Para revisar", "To review", "Para revisar";
        other_till: "De otra caja", "Another till's", "De outro caixa";
        for_mistake: "Salió mal", "Made wrong", "Saiu errado";
        for_overcharge: "Se cobró de más", "Overcharged", "Cobrado a mais";
        for_unwanted: "No lo quiso", "Not wanted", "Não quis";
        for_missing: "No había", "None left", "Não tinha";
        for_delay: "Demora", "Delay", "Demora";
    }
}

impl Refund {
    /// The reasons that are offered.
    pub const fn reasons(self) -> [&'static str; 5] {
        [
            self.for_mistake(),
            self.for_overcharge(),
            self.for_unwanted(),
            self.for_missing(),
            self.for_delay(),
        ]
    }

    /// A sale by its receipt.
    pub fn sale(self, receipt: &str) -> String {
        say! { self.0; format!("Venta {receipt}"), format!("Sale {receipt}"), format!("Venda {receipt}") }
    }

    /// An order by its number.
    pub fn order(self, number: &str) -> String {
        say! { self.0; format!("Pedido {number}"), format!("Order {number}"), format!("Pedido {number}") }
    }

    /// So much of so many.
    pub fn some_of(self, some: &str, all: &str) -> String {
        say! { self.0; format!("{some} de {all}"), format!("{some} of {all}"), format!("{some} de {all}") }
    }

    /// One less of a line.
    pub fn less_of(self, name: &str) -> String {
        say! { self.0; format!("Uno menos: {name}"), format!("One fewer: {name}"), format!("Um a menos: {name}") }
    }

    /// One more of a line.
    pub fn more_of(self, name: &str) -> String {
        say! { self.0; format!("Uno más: {name}"), format!("One more: {name}"), format!("Um a mais: {name}") }
    }

    /// A payment that was one too many.
    pub fn paid_twice(self, receipt: &str) -> String {
        say! { self.0; format!("Se cobró otra vez, con el {receipt}"), format!("Charged once more, with {receipt}"), format!("Foi cobrado outra vez, com o {receipt}") }
    }

    /// The button that gives it.
    pub fn give(self, amount: &str) -> String {
        say! { self.0; format!("Devolver {amount}"), format!("Refund {amount}"), format!("Devolver {amount}") }
    }

    /// That it was given.
    pub fn gave(self, amount: &str) -> String {
        say! { self.0; format!("Se devolvió {amount}"), format!("{amount} refunded"), format!("{amount} devolvido") }
    }

    /// The tax in it.
    pub fn tax_in(self, amount: &str) -> String {
        say! { self.0; format!("IVA incluido {amount}"), format!("Tax included {amount}"), format!("Imposto incluído {amount}") }
    }

    /// The tip in it.
    pub fn tip_in(self, amount: &str) -> String {
        say! { self.0; format!("Propina incluida {amount}"), format!("Tip included {amount}"), format!("Gorjeta incluída {amount}") }
    }

    /// What the smallest coin makes of it.
    pub fn coin(self, amount: &str) -> String {
        say! { self.0; format!("Redondeo {amount}"), format!("Rounding {amount}"), format!("Arredondamento {amount}") }
    }
}
