//! The texts of the counter.

words! {
    /// The texts of the counter.
    Counter {
        search: "Buscar o escanear", "Search or scan", "Buscar ou escanear";
        clear_search: "Borrar la búsqueda", "Clear the search", "Limpar a busca";
        offline: "Sin conexión", "Offline", "Sem conexão";
        online: "En línea", "Online", "Online";
        all_sent: "todo enviado", "all sent", "tudo enviado";
        alone: "Sin local", "No shop yet", "Sem loja";
        saved_on_device: "todo guardado en este equipo", "all saved on this device", "tudo salvo neste aparelho";
        attention: "Necesita atención", "Needs attention", "Precisa de atenção";
        categories: "Categorías", "Categories", "Categorias";
        products_label: "Productos", "Products", "Produtos";
        all: "Todo", "All", "Tudo";
        more: "Más", "More", "Mais";
        sold_out: "Agotado", "Sold out", "Esgotado";
        sell_anyway: "Vender igual", "Sell anyway", "Vender mesmo assim";
        ask_price: "Sin precio", "No price yet", "Sem preço";
        here: "Acá", "Here", "Aqui";
        to_go: "Llevar", "To go", "Viagem";
        where_to: "Dónde lo toma", "Where they have it", "Onde consome";
        new_order: "Pedido nuevo", "New order", "Pedido novo";
        tap_to_start: "Tocá un producto para empezar", "Tap a product to start", "Toque em um produto para começar";
        no_products: "Todavía no hay productos", "No products yet", "Ainda não há produtos";
        nothing_here: "No hay productos acá", "No products here", "Não há produtos aqui";
        free_amount: "Importe libre", "Free amount", "Valor livre";
        sell_free_amount: "Vender importe libre", "Sell an amount", "Vender valor livre";
        undo: "Deshacer", "Undo", "Desfazer";
        one_less: "Quitar uno", "One less", "Tirar um";
        one_more: "Agregar uno", "One more", "Mais um";
        edit: "Editar", "Edit", "Editar";
        remove: "Quitar", "Remove", "Remover";
        subtotal: "Subtotal", "Subtotal", "Subtotal";
        total: "Total", "Total", "Total";
        exact_cash: "Efectivo justo", "Exact cash", "Dinheiro exato";
        charge: "Cobrar", "Charge", "Cobrar";
        lines: "Productos del pedido", "Lines of the order", "Itens do pedido";
        change_one: "Cambiar solo uno", "Change just one", "Mudar só um";
        note: "Nota para la barra", "Note for the bar", "Recado para o bar";
        write_note: "Escribí una nota…", "Write a note…", "Escreva um recado…";
        back_to_usual: "Volver a lo habitual", "Back to usual", "Voltar ao padrão";
        done: "Listo", "Done", "Pronto";
        no_charge: "sin cargo", "no charge", "sem custo";
        as_many: "los que quieras", "as many as you like", "quantos quiser";
        choose_one: "elegí una", "choose one", "escolha uma";
        close: "Cerrar", "Close", "Fechar";
        back_to_order: "Volver al pedido", "Back to the order", "Voltar ao pedido";
        to_charge: "A cobrar", "To charge", "A cobrar";
        to_charge_cash: "A cobrar en efectivo", "To charge in cash", "A cobrar em dinheiro";
        to_charge_card: "A cobrar con tarjeta", "To charge by card", "A cobrar no cartão";
        method: "Medio de pago", "Payment method", "Forma de pagamento";
        cash: "Efectivo", "Cash", "Dinheiro";
        cash_fact: "Con vuelto", "With change", "Com troco";
        card: "Tarjeta", "Card", "Cartão";
        card_fact: "Posnet, se verifica luego", "Card terminal, checked later", "Maquininha, conferida depois";
        card_steps: "Cobrá en el posnet y después tocá Cobrar. Queda por verificar.", "Charge on the card terminal, then tap Charge. It stays to be checked.", "Cobre na maquininha e depois toque em Cobrar. Fica a conferir.";
        paying_with: "Paga con", "Paying with", "Paga com";
        exact: "Justo", "Exact", "Exato";
        other_amount: "Otro monto", "Other amount", "Outro valor";
        received: "Recibido", "Received", "Recebido";
        change: "Vuelto", "Change", "Troco";
        no_change: "Sin vuelto", "No change", "Sem troco";
        erase: "Borrar", "Erase", "Apagar";
        keypad: "Teclado", "Keypad", "Teclado";
        charged: "Cobrado", "Charged", "Cobrado";
        next_order: "Siguiente pedido", "Next order", "Próximo pedido";
        to_be_checked: "Por verificar", "To be checked", "A conferir";
        price: "Precio", "Price", "Preço";
        price_kept: "Queda guardado en el menú", "The menu keeps it", "Fica salvo no cardápio";
        add: "Agregar", "Add", "Adicionar";
        what_for: "Qué es (opcional)", "What it is (optional)", "O que é (opcional)";
        language: "Idioma", "Language", "Idioma";
        theme: "Colores", "Colours", "Cores";
        theme_light: "Claro", "Light", "Claro";
        theme_dark: "Oscuro", "Dark", "Escuro";
        theme_device: "Del equipo", "Device", "Do aparelho";
        version: "Versión", "Version", "Versão";
        saved_sales: "Lo guardado y lo enviado", "What is saved and sent", "O que está salvo e enviado";
        confirmed_by_cloud: "confirmadas por la nube", "confirmed by the cloud", "confirmadas pela nuvem";
        nothing_confirmed: "Todavía nada en la nube", "Nothing in the cloud yet", "Ainda nada na nuvem";
        kept_unsent: "Guardado acá sin enviar", "Kept here, not sent", "Salvo aqui sem enviar";
        last_sent: "Último envío", "Last sent", "Último envio";
        confirmed_up_to: "Confirmado hasta", "Confirmed up to", "Confirmado até";
        oldest_waiting: "La más vieja en espera", "Oldest waiting", "A mais antiga em espera";
        menu_received: "Precios y menú", "Prices and menu", "Preços e cardápio";
        room: "Lugar en este equipo", "Room on this device", "Espaço neste aparelho";
        never: "todavía nunca", "never yet", "ainda nunca";
        made_here: "hechos acá", "made here", "feitos aqui";
        none: "ninguna", "none", "nenhuma";
        safe_to_leave: "Salir, apagar o actualizar no borra nada. Cada venta queda escrita en el disco antes de dar el pedido por cobrado.", "Quitting, switching off or updating deletes nothing. Every sale is on the disk before the order counts as charged.", "Sair, desligar ou atualizar não apaga nada. Cada venda fica gravada no disco antes de o pedido contar como cobrado.";
        they_send_themselves: "Seguí vendiendo: se envían solas cuando vuelva.", "Keep selling: they send themselves when it returns.", "Continue vendendo: são enviadas sozinhas quando voltar.";
        sends_as_you_sell: "Cada venta se envía sola.", "Every sale sends itself.", "Cada venda é enviada sozinha.";
        all_stays: "Todo queda guardado en este equipo.", "Everything stays on this device.", "Tudo fica salvo neste aparelho.";
        alone_fact: "Este equipo todavía no está en ningún local. Todo queda guardado acá.", "This device is in no shop yet. Everything is kept here.", "Este aparelho ainda não está em nenhuma loja. Tudo fica salvo aqui.";
        save_copy: "Guardar copia", "Save a copy", "Salvar cópia";
        copy_fact: "Un archivo con todo lo de este equipo, para un pendrive o una carpeta. Sirve aunque la caja se rompa.", "A file with everything on this device, for a stick or a folder. It helps even if the till breaks.", "Um arquivo com tudo deste aparelho, para um pendrive ou uma pasta. Serve mesmo que o caixa quebre.";
        try_now: "Probar ahora", "Try now", "Tentar agora";
        keep_selling: "Seguir vendiendo", "Keep selling", "Continuar vendendo";
        to_look_at: "Para mirar", "To look at", "Para olhar";
        nothing_to_look_at: "Nada necesita tu atención", "Nothing needs your attention", "Nada precisa da sua atenção";
        this_device: "Este equipo", "This device", "Este aparelho";
        till_code: "Código de caja", "Till code", "Código do caixa";
        entries: "Anotaciones en el diario", "Entries in the journal", "Registros no diário";
        entries_waiting: "Anotaciones en espera", "Entries waiting", "Registros em espera";
        last_contact: "Último contacto", "Last contact", "Último contato";
        shop: "Local", "Shop", "Loja";
        cannot_open: "No se pudo abrir la caja", "The till could not be opened", "Não foi possível abrir o caixa";
        try_again: "Probar de nuevo", "Try again", "Tentar de novo";
    }
}

impl Counter {
    /// `Pedido 128`.
    pub fn order(self, number: u32) -> String {
        format!("{} {number}", self.pick("Pedido", "Order", "Pedido"))
    }

    /// `7 productos`.
    pub fn products(self, count: u32) -> String {
        let one = count == 1;
        let word = self.pick(
            if one { "producto" } else { "productos" },
            if one { "product" } else { "products" },
            if one { "produto" } else { "produtos" },
        );
        format!("{count} {word}")
    }

    /// `2 en el pedido`.
    pub fn in_order(self, count: &str) -> String {
        format!(
            "{count} {}",
            self.pick("en el pedido", "in the order", "no pedido")
        )
    }

    /// `14 ventas guardadas en este equipo`.
    pub fn sales_kept(self, count: u64) -> String {
        let one = count == 1;
        let word = self.pick(
            if one {
                "venta guardada en este equipo"
            } else {
                "ventas guardadas en este equipo"
            },
            if one {
                "sale saved on this device"
            } else {
                "sales saved on this device"
            },
            if one {
                "venda salva neste aparelho"
            } else {
                "vendas salvas neste aparelho"
            },
        );
        format!("{count} {word}")
    }

    /// `Enviando 9 de 14`.
    pub fn sending(self, through: u64, of: u64) -> String {
        let (verb, between) = self.pick(("Enviando", "de"), ("Sending", "of"), ("Enviando", "de"));
        format!("{verb} {through} {between} {of}")
    }

    /// `Flat white quitado`.
    pub fn removed(self, name: &str) -> String {
        format!("{name} {}", self.pick("quitado", "removed", "removido"))
    }

    /// `No conocemos el código 7791234`.
    pub fn unknown_code(self, code: &str) -> String {
        format!(
            "{} {code}",
            self.pick(
                "No conocemos el código",
                "We don't know code",
                "Não conhecemos o código"
            )
        )
    }

    /// `Recuperamos el pedido 128`.
    pub fn recovered(self, number: u32) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("Recuperamos el pedido {number}"),
            shared::till::Language::English => format!("Order {number} is back"),
            shared::till::Language::Portuguese => format!("Recuperamos o pedido {number}"),
        }
    }

    /// `No encontramos «latte»`.
    pub fn no_match(self, text: &str) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("No encontramos «{text}»"),
            shared::till::Language::English => format!("We don't find “{text}”"),
            shared::till::Language::Portuguese => format!("Não encontramos “{text}”"),
        }
    }

    /// `se aplica a los 2`.
    pub fn applies_to(self, count: &str) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("se aplica a los {count}"),
            shared::till::Language::English if count == "2" => "applies to both".to_owned(),
            shared::till::Language::English => format!("applies to all {count}"),
            shared::till::Language::Portuguese => format!("vale para os {count}"),
        }
    }

    /// `hasta 3`.
    pub fn up_to(self, most: u16) -> String {
        format!("{} {most}", self.pick("hasta", "up to", "até"))
    }

    /// `elegí 2`.
    pub fn choose(self, least: u16) -> String {
        format!("{} {least}", self.pick("elegí", "choose", "escolha"))
    }

    /// `Faltan $ 1.300,00`.
    pub fn missing(self, amount: &str) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("Faltan {amount}"),
            shared::till::Language::English => format!("{amount} to go"),
            shared::till::Language::Portuguese => format!("Faltam {amount}"),
        }
    }

    /// `IVA 21 % incluido`: the name of the tax is the reader's word for it.
    pub fn tax(self, percent: &str, included: bool) -> String {
        let tail = if included {
            self.pick(" incluido", " included", " incluído")
        } else {
            ""
        };
        match self.0 {
            shared::till::Language::Spanish => {
                format!("Impuesto {} %{tail}", percent.replace('.', ","))
            }
            shared::till::Language::English => format!("Tax {percent}%{tail}"),
            shared::till::Language::Portuguese => {
                format!("Imposto {}%{tail}", percent.replace('.', ","))
            }
        }
    }

    /// `Ticket C1-000128`.
    pub fn receipt(self, number: &str) -> String {
        format!("{} {number}", self.pick("Ticket", "Receipt", "Recibo"))
    }

    /// `Hasta la 4.846`.
    pub fn up_to_receipt(self, number: &str) -> String {
        format!("{} {number}", self.pick("Hasta la", "Up to", "Até a"))
    }

    /// `Caja C1` for a till that has no name of its own: the one it gets when it joins is its code in English.
    pub fn till(self, name: &str, code: &str) -> String {
        if name.is_empty() || name == code || name == format!("Till {code}") {
            format!("{} {code}", self.pick("Caja", "Till", "Caixa"))
        } else {
            name.to_owned()
        }
    }

    /// `solo en Caja 1`.
    pub fn only_on(self, till: &str) -> String {
        format!("{} {till}", self.pick("solo en", "only on", "só em"))
    }

    /// `C1-004.847, de las 10:31`.
    pub fn from_time(self, what: &str, time: &str) -> String {
        format!("{what}, {} {time}", self.pick("de las", "from", "das"))
    }

    /// `Sin internet desde las 10:31.`
    pub fn offline_since(self, time: &str) -> String {
        format!(
            "{} {time}.",
            self.pick(
                "Sin internet desde las",
                "No internet since",
                "Sem internet desde"
            )
        )
    }

    /// `recibidos 10:31`.
    pub fn received_at(self, time: &str) -> String {
        format!("{} {time}", self.pick("recibidos", "received", "recebidos"))
    }

    /// `sobra, 61 GB libres`.
    pub fn free_room(self, gigabytes: u64) -> String {
        format!("{gigabytes} GB {}", self.pick("libres", "free", "livres"))
    }

    /// `Probamos de nuevo en 18 s`.
    pub fn next_try(self, seconds: u32) -> String {
        format!(
            "{} {seconds}\u{a0}s",
            self.pick(
                "Probamos de nuevo en",
                "Trying again in",
                "Tentamos de novo em"
            )
        )
    }

    /// `Copia lista: 18.188 anotaciones, en /…`.
    pub fn copied(self, entries: u64, path: &str) -> String {
        let (ready, word) = self.pick(
            ("Copia lista", "anotaciones"),
            ("Copy ready", "entries"),
            ("Cópia pronta", "registros"),
        );
        format!("{ready}: {entries} {word}. {path}")
    }

    /// `Cantidad 3: tocá un producto`.
    pub fn quantity_next(self, count: u32) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("{count} × el próximo producto"),
            shared::till::Language::English => format!("{count} × the next product"),
            shared::till::Language::Portuguese => format!("{count} × o próximo produto"),
        }
    }

    /// `Precio de Flat white`.
    pub fn price_of(self, name: &str) -> String {
        format!("{} {name}", self.pick("Precio de", "Price of", "Preço de"))
    }
}
