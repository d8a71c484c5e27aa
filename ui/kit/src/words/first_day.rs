//! The texts of a till's first day.

words! {
    /// The texts of a till's first day.
    FirstDay {
        new_till: "Caja nueva", "New till", "Caixa novo";
        kept_here: "Guardada en este equipo", "Kept on this device", "Salvo neste aparelho";
        ready: "Este equipo está listo.", "This device is ready.", "Este aparelho está pronto.";
        menu_missing: "Falta el menú.", "The menu is missing.", "Falta o cardápio.";
        choose_how: "Elegí cómo traerlo. Después lo cambiás cuando quieras, acá o desde la oficina.", "Choose how to bring it. Change it later whenever you like, here or from the office.", "Escolha como trazê-lo. Depois você muda quando quiser, aqui ou no escritório.";
        step: "Paso 1 de 2", "Step 1 of 2", "Passo 1 de 2";
        step_device: "1 Este equipo", "1 This device", "1 Este aparelho";
        step_menu: "2 Menú", "2 Menu", "2 Cardápio";
        sell_amount: "Vender importe libre", "Sell an amount", "Vender valor livre";
        can_charge: "Ya podés cobrar, aun sin menú", "You can charge already, even without a menu", "Você já pode cobrar, mesmo sem cardápio";
        shop_exists: "El local ya usa Cortado", "The shop already uses Cortado", "A loja já usa Cortado";
        write_code: "Escribí el código que el dueño crea en su tablero, en Equipos. Trae el menú y los precios.", "Type the code the owner makes on the dashboard, under Terminals. It brings menu and prices.", "Digite o código que o dono cria no painel, em Aparelhos. Traz o cardápio e os preços.";
        code: "Código", "Code", "Código";
        code_lasts: "El código dura 10 minutos y sirve una vez. No hay 0, O, 1 ni I.", "The code lasts 10 minutes and works once. It has no 0, O, 1 or I.", "O código dura 10 minutos e vale uma vez. Não tem 0, O, 1 nem I.";
        server: "Dirección", "Address", "Endereço";
        address_missing: "Falta la dirección", "Address missing", "Falta o endereço";
        connect: "Conectar", "Connect", "Conectar";
        connecting: "Conectando", "Connecting", "Conectando";
        only_code_needs_it: "hace falta solo para el código", "needed only for the code", "necessária só para o código";
        all_kept: "todo queda en este equipo", "everything stays on this device", "tudo fica neste aparelho";
        starter: "Empezar con un menú de café", "Start with a cafe menu", "Começar com um cardápio de café";
        starter_fact: "Cafés, fríos, té, panadería y dulces con tamaños, leches y extras. El precio se pregunta en la primera venta.", "Coffees, cold drinks, tea, bakery and sweets with sizes, milks and extras. Prices are asked at the first sale.", "Cafés, gelados, chá, padaria e doces com tamanhos, leites e extras. O preço é perguntado na primeira venda.";
        use_starter: "Usar este menú", "Use this menu", "Usar este cardápio";
        import: "Importar una lista", "Import a list", "Importar uma lista";
        import_fact: "Un CSV con categoría, producto y precio. También impuesto, código de barras y opciones.", "A CSV with category, product and price. Tax, barcode and options as well.", "Um CSV com categoria, produto e preço. Também imposto, código de barras e opções.";
        choose_file: "Elegir archivo", "Choose a file", "Escolher arquivo";
        column_category: "category", "category", "category";
        column_product: "product", "product", "product";
        column_price: "price", "price", "price";
        example_coffee: "Café", "Coffee", "Café";
        example_bakery: "Panadería", "Bakery", "Padaria";
        example_cold: "Fríos", "Cold", "Gelados";
        no_account: "Nada de esto necesita una cuenta. Si más adelante conectás el local, el menú y las ventas suben solos.", "None of this needs an account. If you connect the shop later, menu and sales go up by themselves.", "Nada disso precisa de conta. Se mais tarde você conectar a loja, o cardápio e as vendas sobem sozinhos.";
        bring_menu: "Conectar o traer un menú", "Connect or bring a menu", "Conectar ou trazer um cardápio";
        start_empty: "Empezar vacío", "Start empty", "Começar vazio";
        go_on_selling: "Seguir a la venta", "Go on to selling", "Seguir para a venda";
        welcome: "Listo para vender", "Ready to sell", "Pronto para vender";
    }
}

impl FirstDay {
    /// `Faltan 5 letras`.
    pub fn signs_missing(self, count: usize) -> String {
        let one = count == 1;
        match self.0 {
            shared::till::Language::Spanish if one => "Falta 1 signo".to_owned(),
            shared::till::Language::Spanish => format!("Faltan {count} signos"),
            shared::till::Language::English if one => "1 sign to go".to_owned(),
            shared::till::Language::English => format!("{count} signs to go"),
            shared::till::Language::Portuguese if one => "Falta 1 sinal".to_owned(),
            shared::till::Language::Portuguese => format!("Faltam {count} sinais"),
        }
    }

    /// `Signo 3 de 10`.
    pub fn sign(self, place: usize, of: usize) -> String {
        match self.0 {
            shared::till::Language::Spanish => format!("Signo {place} de {of}"),
            shared::till::Language::English => format!("Sign {place} of {of}"),
            shared::till::Language::Portuguese => format!("Sinal {place} de {of}"),
        }
    }

    /// `28 productos nuevos, 2 cambiados, 3 iguales`, without what there is none of.
    pub fn imported(self, created: u32, changed: u32, unchanged: u32) -> String {
        let (new, other, same) = self.pick(
            ("productos nuevos", "cambiados", "iguales"),
            ("new products", "changed", "as before"),
            ("produtos novos", "alterados", "iguais"),
        );
        let mut text = format!("{created} {new}");
        for (count, word) in [(changed, other), (unchanged, same)] {
            if count > 0 {
                text.push_str(&format!(", {count} {word}"));
            }
        }
        text
    }

    /// So many rows that could not be read.
    pub fn unread(self, rows: usize) -> String {
        match rows {
            1 => self
                .pick("1 fila sin leer", "1 row not read", "1 linha não lida")
                .to_owned(),
            _ => format!(
                "{rows} {}",
                self.pick("filas sin leer", "rows not read", "linhas não lidas")
            ),
        }
    }

    /// `Línea 12`.
    pub fn line(self, line: u64) -> String {
        format!("{} {line}", self.pick("Línea", "Line", "Linha"))
    }
}
