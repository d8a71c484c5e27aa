//! The texts of a discount.

words! {
    /// The texts of a discount.
    Discount {
        title: "Descuento", "Discount", "Desconto";
        off_what: "Sobre qué", "Off what", "Sobre o quê";
        whole_order: "Todo el pedido", "Whole order", "O pedido todo";
        how_much: "Cuánto", "How much", "Quanto";
        treat: "Invitar", "On the house", "Cortesia";
        other: "Otro", "Other", "Outro";
        other_percent: "Otro porcentaje", "Other percentage", "Outra porcentagem";
        other_amount: "Un monto", "An amount", "Um valor";
        reason: "Motivo", "Reason", "Motivo";
        other_reason: "Otro motivo", "Another reason", "Outro motivo";
        none: "Sin descuento", "No discount", "Sem desconto";
        done: "Listo", "Done", "Pronto";
        for_delay: "Demora", "Delay", "Demora";
        for_mistake: "Salió mal", "Went wrong", "Saiu errado";
        for_courtesy: "Atención", "Courtesy", "Atenção";
        for_staff: "Personal", "Staff", "Funcionários";
        for_neighbour: "Vecino", "Neighbour", "Vizinho";
        discounts: "Descuentos", "Discounts", "Descontos";
    }
}

impl Discount {
    /// The reasons that are offered.
    pub const fn reasons(self) -> [&'static str; 5] {
        [
            self.for_delay(),
            self.for_mistake(),
            self.for_courtesy(),
            self.for_staff(),
            self.for_neighbour(),
        ]
    }
}
