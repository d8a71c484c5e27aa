//! The texts of the shift and its drawer.

words! {
    /// The texts of the shift.
    Shift {
        title: "Turno y caja", "Shift and cash", "Turno e caixa";
        sell: "Vender", "Sell", "Vender";
        open_shift: "Abrir turno", "Open shift", "Abrir turno";
        close_shift: "Cerrar turno", "Close shift", "Fechar turno";
        no_shift: "No hay turno abierto", "No shift is open", "Não há turno aberto";
        no_shift_fact: "La primera venta abre uno con el fondo en cero.", "The first sale opens one with an empty float.", "A primeira venda abre um com o fundo zerado.";
        float: "Fondo inicial", "Opening float", "Fundo inicial";
        float_question: "Cuánto efectivo hay en el cajón", "How much cash is in the drawer", "Quanto dinheiro há na gaveta";
        other_amount: "Otro monto", "Other amount", "Outro valor";
        count_drawer: "Contá el cajón", "Count the drawer", "Conte a gaveta";
        count_again: "Contar de nuevo", "Count again", "Contar de novo";
        confirm_count: "Confirmar conteo", "Confirm count", "Confirmar contagem";
        counted: "Contado", "Counted", "Contado";
        less: "Uno menos", "One less", "Um a menos";
        more: "Uno más", "One more", "Um a mais";
        pieces: "Cantidad", "How many", "Quantidade";
        open_drawer: "Abrir cajón", "Open drawer", "Abrir gaveta";
        drawer_for_count: "Conteo", "Count", "Contagem";
        drawer_noted: "Apertura anotada", "Opening noted", "Abertura anotada";
        expected_cash: "Efectivo esperado", "Expected cash", "Dinheiro esperado";
        expected: "Esperado", "Expected", "Esperado";
        expected_later: "Lo esperado se muestra cuando confirmes lo que contaste.", "What is expected shows once you confirm what you counted.", "O esperado aparece quando você confirmar o que contou.";
        count_outdated: "El cajón cambió después del conteo. Contá de nuevo.", "The drawer changed after the count. Count again.", "A gaveta mudou depois da contagem. Conte de novo.";
        cash_received: "Recibido en efectivo", "Received in cash", "Recebido em dinheiro";
        change_given: "Vuelto entregado", "Change given", "Troco entregue";
        pay_ins: "Ingresos", "Paid in", "Entradas";
        pay_outs: "Retiros", "Paid out", "Retiradas";
        pay_in: "Ingresar", "Pay in", "Pôr dinheiro";
        pay_out: "Retirar", "Pay out", "Retirar";
        pay_in_title: "Ingresar efectivo", "Pay cash in", "Pôr dinheiro na gaveta";
        pay_out_title: "Retirar efectivo", "Take cash out", "Retirar dinheiro";
        reason: "Motivo", "Reason", "Motivo";
        write_reason: "Escribí el motivo", "Write the reason", "Escreva o motivo";
        for_change: "Cambio", "Change", "Troco";
        for_float: "Fondo", "Float", "Fundo";
        for_supplier: "Proveedor", "Supplier", "Fornecedor";
        for_safe: "Caja fuerte", "Safe", "Cofre";
        for_shopping: "Compras", "Shopping", "Compras";
        difference: "Diferencia", "Difference", "Diferença";
        exact: "Coincide", "It matches", "Confere";
        note: "Nota para el dueño (opcional)", "Note for the owner (optional)", "Recado para o dono (opcional)";
        note_needed: "Nota para el dueño: qué pasó", "Note for the owner: what happened", "Recado para o dono: o que houve";
        can_close_offline: "Podés cerrar sin conexión. El Z queda sellado en este equipo y se envía solo cuando vuelva internet.", "You can close offline. The Z is sealed on this device and sends itself when the internet returns.", "Você pode fechar sem conexão. O Z fica selado neste aparelho e é enviado sozinho quando a internet voltar.";
        cannot_undo: "El Z no se puede deshacer ni cambiar.", "The Z cannot be undone or changed.", "O Z não pode ser desfeito nem mudado.";
        open_orders: "Hay pedidos abiertos", "There are open orders", "Há pedidos abertos";
        open_orders_fact: "Cobralos primero, o dejalos para el próximo turno.", "Charge them first, or leave them for the next shift.", "Cobre antes, ou deixe para o próximo turno.";
        leave_open: "Cerrar y dejarlos abiertos", "Close and leave them open", "Fechar e deixar abertos";
        shift_closed: "Turno cerrado. El Z quedó sellado en este equipo", "Shift closed. The Z is sealed on this device", "Turno fechado. O Z ficou selado neste aparelho";
        go_back: "Volver", "Go back", "Voltar";
        report_x: "Informe X", "X report", "Relatório X";
        drawer_log: "Cajón", "Drawer", "Gaveta";
        closes: "Cierres Z", "Z closes", "Fechamentos Z";
        no_log: "Nada anotado todavía", "Nothing noted yet", "Nada anotado ainda";
        no_closes: "Todavía no hay cierres", "No closes yet", "Ainda não há fechamentos";
        drawer_opened: "Cajón abierto", "Drawer opened", "Gaveta aberta";
        undone: "Deshecho", "Undone", "Desfeito";
        gross: "Ventas brutas", "Gross sales", "Vendas brutas";
        discounts: "Descuentos", "Discounts", "Descontos";
        refunds: "Devoluciones", "Refunds", "Devoluções";
        net: "Ventas netas", "Net sales", "Vendas líquidas";
        payments: "Cobros", "Payments", "Recebimentos";
        cash: "Efectivo", "Cash", "Dinheiro";
        cash_after_count: "después de contar", "after the count", "depois de contar";
        card: "Tarjeta con posnet", "Card terminal", "Cartão na maquininha";
        orders: "Pedidos", "Orders", "Pedidos";
        average: "Ticket promedio", "Average ticket", "Ticket médio";
        tips: "Propinas", "Tips", "Gorjetas";
        receipts: "Comprobantes", "Receipts", "Comprovantes";
        first_last: "Primera y última venta", "First and last sale", "Primeira e última venda";
        openings: "Aperturas sin venta", "Openings without a sale", "Aberturas sem venda";
        categories: "Categorías", "Categories", "Categorias";
        no_category: "Sin categoría", "No category", "Sem categoria";
        other_categories: "Las demás", "The others", "As demais";
        supplement: "Suplemento", "Supplement", "Suplemento";
        left_open: "Quedaron abiertos", "Left open", "Ficaram abertos";
    }
}

impl Shift {
    /// `Abierto desde 8:02`.
    pub fn open_since(self, clock: &str) -> String {
        let since = self.pick("Abierto desde", "Open since", "Aberto desde");
        format!("{since} {clock}")
    }

    /// `Faltan $ 250,00`.
    pub fn short(self, amount: &str) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("Faltan {amount}"),
            shared::till::Language::English => format!("{amount} short"),
            shared::till::Language::Portuguese => format!("Faltam {amount}"),
        }
    }

    /// `Sobran $ 250,00`.
    pub fn over(self, amount: &str) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("Sobran {amount}"),
            shared::till::Language::English => format!("{amount} over"),
            shared::till::Language::Portuguese => format!("Sobram {amount}"),
        }
    }

    /// `Dentro del margen de $ 500`, or the opposite.
    pub fn margin(self, within: bool, amount: &str) -> String {
        let text = if within {
            self.pick(
                "Dentro del margen de",
                "Within the margin of",
                "Dentro da margem de",
            )
        } else {
            self.pick(
                "Fuera del margen de",
                "Beyond the margin of",
                "Fora da margem de",
            )
        };
        format!("{text} {amount}")
    }

    /// `Abrir con $ 40.000`.
    pub fn open_with(self, amount: &str) -> String {
        format!(
            "{} {amount}",
            self.pick("Abrir con", "Open with", "Abrir com")
        )
    }

    /// `Retiro: panadería`.
    pub fn paid_out_for(self, reason: &str) -> String {
        format!("{}: {reason}", self.pick("Retiro", "Paid out", "Retirada"))
    }

    /// `Ingreso: cambio`.
    pub fn paid_in_for(self, reason: &str) -> String {
        format!("{}: {reason}", self.pick("Ingreso", "Paid in", "Entrada"))
    }

    /// `Resumen Z 0412`.
    pub fn z_title(self, number: u32) -> String {
        format!(
            "{} {number:04}",
            self.pick("Resumen Z", "Z report", "Resumo Z")
        )
    }

    /// `Z 0412 sellado en este equipo`.
    pub fn z_sealed(self, number: u32) -> String {
        let sealed = self.pick(
            "sellado en este equipo",
            "sealed on this device",
            "selado neste aparelho",
        );
        format!("Z {number:04} {sealed}")
    }

    /// `4812 a 4907`.
    pub fn from_to(self, from: &str, to: &str) -> String {
        format!("{from} {} {to}", self.pick("a", "to", "a"))
    }
}
