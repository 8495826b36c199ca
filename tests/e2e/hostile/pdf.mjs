/* PDFs that are broken, loop, or are far larger than they look. */
import { deflateSync } from "node:zlib";

const FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
const page = (parent, contents, more = "/MediaBox[0 0 595 842]") =>
    `<</Type/Page/Parent ${parent}${more}/Contents ${contents}` +
    `/Resources<</Font<</F ${FONT}>>/XObject<</X 6 0 R>>>>>>`;

const stream = (data, dictionary = "") => Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`), Buffer.from(data),
    Buffer.from("\nendstream")]);

const show = (text) => stream(`BT /F 12 Tf 72 770 Td (${text}) Tj ET`);

/* A PDF of these objects, numbered from 1; `trailer` is added to its trailer. */
function makePdf(objects, { trailer = "", version = "1.4" } = {}) {
    const parts = [Buffer.from(`%PDF-${version}\n`)];
    const offsets = [];
    const size = () => parts.reduce((sum, part) => sum + part.length, 0);
    objects.forEach((object, i) => {
        offsets.push(size());
        parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"));
    });
    const start = size();
    const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
    parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join("")}` +
        `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer.replace("START", start)}>>\n` +
        `startxref\n${start}\n%%EOF\n`));
    return Buffer.concat(parts);
}

const CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
const onePage = (contents, more) => makePdf([CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    page("2 0 R", "4 0 R", more), contents]);
const nested = (depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const good = onePage(show("Thong bao so mot ve viec cach ly xa hoi."));

export const files = {
    "pdf-bomb.pdf": onePage(stream(deflateSync(deflateSync(Buffer.alloc(1 << 20, "0 0 m\n"))),
        "/Filter[/FlateDecode/FlateDecode]")),
    "pdf-cut.pdf": good.subarray(0, good.length >> 1),
    "pdf-cycle.pdf": makePdf([CATALOG, "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>",
        "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"]),
    "pdf-deep.pdf": makePdf([CATALOG, `<</Type/Pages/Kids ${nested(200000)}/Count 1>>`]),
    "pdf-empty.pdf": "%PDF-1.7\n%%EOF\n",
    "pdf-fields.pdf": makePdf([CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page("2 0 R", "4 0 R"), show("Thong bao"), "<</S/JavaScript/JS(app.alert\\(1\\))>>"],
    { trailer: "/Info 5 0 R/ID[(a)(b)]" }),
    "pdf-form-loop.pdf": makePdf([CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page("2 0 R", "4 0 R"), stream("/X Do"), "null",
        stream("/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")]),
    "pdf-good.pdf": good,
    "pdf-huge.pdf": onePage(stream("0 0 9 9 re f"), "/MediaBox[0 0 1e9 1e9]"),
    "pdf-many.pdf": makePdf([CATALOG,
        `<</Type/Pages/Kids[${Array.from({ length: 5001 }, (_, i) => `${i + 3} 0 R`).join(" ")}]/Count 5001>>`,
        ...Array.from({ length: 5001 }, () => page("2 0 R", "5004 0 R")), show("x")]),
    "pdf-million.pdf": makePdf([CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>",
        page("2 0 R", "4 0 R"), show("x")]),
    "pdf-no-root.pdf": makePdf(["<<>>"]),
    "pdf-nowhere.pdf": onePage(stream("BT /F 1e30 Tf 1e38 1e38 Td (Thong bao) Tj ET")),
    "pdf-prev.pdf": makePdf([CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page("2 0 R", "4 0 R"),
        show("Thong bao so hai")], { trailer: "/Prev START" }),
    "pdf-stamps.pdf": onePage(stream(deflateSync(Buffer.from(
        `BT /F 1 Tf 10 10 Td ${"(mot hai ba bon nam sau bay tam chin muoi) Tj ".repeat(200000)}ET`)),
    "/Filter/FlateDecode")),
};
