//! The texts of taking the money, beyond those of the counter.

words! {
    /// The texts of taking the money.
    Payment {
        tip: "Propina", "Tip", "Gorjeta";
        no_tip: "Sin", "None", "Sem";
        other_tip: "Otra", "Other", "Outra";
        cash_rounding: "Redondeo en efectivo", "Cash rounding", "Arredondamento";
        given: "Ya recibido", "Received so far", "Já recebido";
        left: "Queda por cobrar", "Left to charge", "Falta cobrar";
        not_rounded: "No", "No", "Não";
        tips_offered: "Propinas que se ofrecen", "Tips that are offered", "Gorjetas oferecidas";
        not_offered: "Ninguna", "None", "Nenhuma";
        undo_part: "Deshacer", "Undo", "Desfazer";
        card_above: "La tarjeta no puede cobrar más que lo que falta", "The card cannot take more than what is left", "O cartão não pode cobrar mais do que falta";
    }
}

impl Payment {
    /// `Redondea a $ 100`.
    pub fn rounded_to(self, step: &str) -> String {
        format!(
            "{} {step}",
            self.pick("Redondea a", "Rounds to", "Arredonda para")
        )
    }

    /// `Tomar $ 5.000,00 y seguir`.
    pub fn take_part(self, amount: &str) -> String {
        let (take, on) = (
            self.pick("Tomar", "Take", "Receber"),
            self.pick("y seguir", "and go on", "e continuar"),
        );
        format!("{take} {amount} {on}")
    }
}
