// search-box - the search field as a combobox: what tracuu.complete proposes, chosen by
// keyboard or pointer (ARIA 1.2, editable combobox with list).  Written like search-page.js.
(() => {
    "use strict";

    const tracuu = globalThis.tracuu = globalThis.tracuu || {};
    const WAIT = 120; // ms without a key before something is proposed

    /**
     * Makes a combobox of `input`; `take` is called when a proposal has become its value.
     * Returns close().
     */
    function make(input, take) {
        const ui = tracuu.site.config.ui;
        const list = document.createElement("ul");
        const said = document.createElement("p");
        let choices = [];
        let active = -1; // none
        let timer = 0;
        let isComposing = false; // an input method has not decided yet
        let turn = 0;

        Object.assign(list, { id: "choices", className: "choices", hidden: true });
        list.setAttribute("role", "listbox");
        list.setAttribute("aria-label", ui.choices_label);
        said.className = "hidden";
        said.setAttribute("role", "status");
        input.parentElement.append(list, said);
        const attributes = {
            role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox",
            "aria-expanded": "false", "aria-controls": "choices",
        };
        Object.keys(attributes).forEach((name) => input.setAttribute(name, attributes[name]));

        const isOpen = () => !list.hidden;

        function setActive(place) {
            active = place;
            Array.from(list.children).forEach((option, i) => {
                option.setAttribute("aria-selected", String(i === active));
                if (i === active) option.scrollIntoView({ block: "nearest" });
            });
            if (active < 0) input.removeAttribute("aria-activedescendant");
            else input.setAttribute("aria-activedescendant", `choice-${active}`);
        }

        function close() {
            clearTimeout(timer);
            turn++;
            list.hidden = true;
            said.textContent = "";
            input.setAttribute("aria-expanded", "false");
            setActive(-1);
        }

        function optionOf(text, i) {
            const option = document.createElement("li");
            option.id = `choice-${i}`;
            option.textContent = text;
            option.setAttribute("role", "option");
            option.setAttribute("aria-selected", "false");
            return option;
        }

        function show(texts) {
            choices = texts;
            list.replaceChildren(...texts.map(optionOf));
            setActive(-1);
            list.hidden = texts.length === 0;
            input.setAttribute("aria-expanded", String(isOpen()));
            said.textContent = isOpen()
                ? tracuu.answer.filled("choices_count", String(texts.length)) : "";
        }

        /* Proposals are a help only: without them the field is a field. */
        function propose() {
            const mine = ++turn;
            const isMine = () => mine === turn && document.activeElement === input;
            const atEnd = input.selectionStart === input.value.length;
            tracuu.complete(atEnd ? input.value : "").then((texts) => {
                if (isMine()) show(texts);
            }).catch(() => {
                if (isMine()) close();
            });
        }

        function choose(place) {
            input.value = choices[place];
            close();
            take();
        }

        function move(step) {
            const n = choices.length + 1; // the field itself is between the last and the first
            setActive((active + 1 + step + n) % n - 1);
        }

        /* What a key does while proposals are there; false: what it does anyway. */
        const KEYS = {
            ArrowDown: () => move(1),
            ArrowUp: () => move(-1),
            Enter: () => (active >= 0 ? choose(active) : false),
            Escape: close,
            Tab: () => {
                close();
                return false;
            },
        };

        input.addEventListener("keydown", (event) => {
            if (event.isComposing || isComposing || event.altKey || event.ctrlKey ||
                event.metaKey || event.shiftKey) return;
            const act = isOpen() && KEYS[event.key];
            if (!act || act() === false) return;
            event.preventDefault();
            event.stopPropagation();
        });

        function onInput(event) {
            clearTimeout(timer);
            if (event.isComposing || isComposing) return;
            timer = setTimeout(propose, WAIT);
        }

        input.addEventListener("input", onInput);
        input.addEventListener("compositionstart", () => {
            isComposing = true;
            close();
        });
        input.addEventListener("compositionend", (event) => {
            isComposing = false;
            onInput(event);
        });
        input.addEventListener("blur", close);
        input.form.addEventListener("submit", close);
        list.addEventListener("mousedown", (event) => event.preventDefault()); // the field stays
        list.addEventListener("click", (event) => {
            const option = event.target.closest("[role=option]");
            if (option) choose(Array.from(list.children).indexOf(option));
        });
        return close;
    }

    tracuu.combobox = make;
})();
