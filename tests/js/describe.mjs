/* A query's tree as an S-expression, as query_describe of query/parse.c writes it. */
export function describer({ query, text }) {
    function describeNode(node) {
        const { kind, field, number, joined, negated, children } = node;
        const parts = children ? children.map(describeNode) : node.words.map((word) => word.k1);

        if (joined) {
            parts.push("|", joined.k1);
        } else if (number !== null) {
            parts.push(number);
        } else if (field && field.kind === "dated") {
            parts.push(`${node.begin}..${node.end}`);
        }
        const name = field ? text.fold(field.name) : kind;
        const plain = kind === "word" ? parts[0] : `(${name} ${parts.join(" ")})`;

        return negated ? `(not ${plain})` : plain;
    }

    /* Takes what is typed, or what tracuu.query.parse gave. */
    return (typed) => {
        const { root } = typeof typed === "string" ? query.parse(typed) : typed;

        return root === null ? "" : describeNode(root);
    };
}
