/* Word, OpenDocument and web pages that are broken, or mean harm. */
import { makeZip } from "./zip.mjs";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const O = ['office', 'text', 'table', 'style'].map((name) =>
    `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(" ");
const MIB = 1 << 20;
const SAYS = "Thông báo về việc nghỉ lễ.";

const run = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const body = (inner) => `<w:document ${W}><w:body>${inner}</w:body></w:document>`;
const docx = (document, more = []) => makeZip([{ name: "[Content_Types].xml", data: "<Types/>" },
    { name: "word/document.xml", data: document }, ...more]);
const paragraph = (text) => `<text:p>${text}</text:p>`;
const content = (inner) => `<office:document-content ${O}><office:body><office:text>${inner}` +
    "</office:text></office:body></office:document-content>";
const flat = (head, inner) => `<?xml version="1.0"?>${head}<office:document ${O} ` +
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>' +
    `${inner}</office:text></office:body></office:document>`;
const odt = (xml, more = []) => makeZip([{ name: "mimetype", method: 0, flags: 0,
    data: "application/vnd.oasis.opendocument.text" }, { name: "content.xml", data: xml }, ...more]);
const nest = (open, close, depth, inner) => open.repeat(depth) + inner + close.repeat(depth);

/* Ten of ten of ten … */
const laughs = Array.from({ length: 9 }, (_, i) =>
    `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
const bomb = `<!DOCTYPE x [<!ENTITY l0 "ha ha ha ha">${laughs}]>`;
const foreign = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

const styleLoop = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/>` +
    '</w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>';
const whole = docx(body(run(SAYS)));
const noise = (n) => Buffer.from(Array.from({ length: n }, (_, i) => (i * 197 + (i >> 3)) & 255));

/* An OLE file whose stream is called as Word's, and nothing else of it is right. */
const ole = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), noise(504),
    Buffer.from("WordDocument\0", "utf16le"), noise(4096)]);

/* An old Word file, so far as its stream's name and the flag for a password go. */
const locked = Buffer.alloc(2048);
locked.write("d0cf11e0a1b11ae1", 0, "hex");
locked.write("eca5", 512, "hex");
locked[512 + 11] = 1;
locked.write("WordDocument\0", 1024, "utf16le");

/* Tables in tables, each cell said to stand there a million times. */
const repeated = (depth) => depth === 0 ? paragraph(SAYS)
    : '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell ' +
      `table:number-columns-repeated="1000000">${repeated(depth - 1)}</table:table-cell>` +
      "</table:table-row></table:table>";

const styles = (target) => ({ name: "word/_rels/document.xml.rels",
    data: `<R><R Type="x/styles" Target="${target}"/><R Type="x/numbering" ` +
        'Target="http://127.0.0.1:9/n.xml" TargetMode="External"/></R>' });

export const files = {
    "docx-bomb.docx": docx(body(Buffer.alloc(100 * MIB, " ").toString())),
    "docx-cells.docx": docx(body(`<w:tbl><w:tr>${"<w:tc/>".repeat(500001)}</w:tr></w:tbl>`)),
    "docx-chunk.docx": docx(body('<w:altChunk r:id="a"/>'), [{ name: "word/_rels/document.xml.rels",
        data: '<R><R Type="x/aFChunk" Target="a.mht"/></R>' }]),
    "docx-crowd.docx": docx(body(run(SAYS)), Array.from({ length: 20001 },
        (_, i) => ({ name: `word/media/${i}`, method: 0, data: "" }))),
    "docx-cut.docx": whole.subarray(0, whole.length - 60),
    "docx-deep.docx": docx(body(nest("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5000, run(SAYS)))),
    "docx-empty.docx": docx(body("")),
    "docx-entities.docx": docx(bomb + body(run("&l9;"))),
    "docx-foreign.docx": docx(foreign + body(run(`&e;${SAYS}`))),
    "docx-good.docx": whole,
    "docx-heads.docx": docx(body(run(SAYS)), [{ name: "word/_rels/document.xml.rels",
        data: `<R>${'<R Type="x/header" Target="h.xml"/>'.repeat(50000)}</R>` },
        { name: "word/h.xml", data: `<w:hdr ${W}>${run(SAYS).repeat(100)}</w:hdr>` }]),
    "docx-malformed.docx": docx(body(`<w:p><w:r><w:t>${SAYS}`)),
    "docx-missing.docx": docx(body(run(SAYS)), [styles("../../../etc/passwd")]),
    "docx-nobody.docx": docx(`<w:document ${W}/>`),
    "docx-nopart.docx": makeZip([{ name: "word/other.xml", data: "<x/>" }]),
    "docx-secret.docx": makeZip([{ name: "word/document.xml", data: noise(400), method: 0, flags: 1 }]),
    "docx-slip.docx": docx(body(run(SAYS)), [{ name: "../../../tmp/slip", data: "x" },
        { name: "/etc/slip", data: "x" }]),
    "docx-styles.docx": docx(body(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>${SAYS}</w:t></w:r></w:p>`),
        [{ name: "word/styles.xml", data: styleLoop }]),
    "docx-sum.docx": makeZip([{ name: "word/document.xml", data: body(run(SAYS)), crc: 1 }]),
    "docx-torn.docx": makeZip([{ name: "word/document.xml", data: body(run(SAYS)),
        packed: Buffer.from("not deflated at all") }]),
    "flat-deep.fodt": flat("", nest("<text:span>", "</text:span>", 5000, SAYS)),
    "flat-entities.fodt": flat(bomb, paragraph("&l9;")),
    "flat-good.fodt": flat("", paragraph(SAYS)),
    "odt-bomb.odt": odt(Buffer.alloc(70 * MIB, " ")),
    "odt-deep.odt": odt(content(nest("<text:list><text:list-item>", "</text:list-item></text:list>", 5000,
        paragraph(SAYS)))),
    "odt-entities.odt": odt(bomb + content(paragraph("&l9;"))),
    "odt-foreign.odt": odt(foreign + content(paragraph(`&e;${SAYS}`))),
    "odt-good.odt": odt(content(paragraph(SAYS))),
    "odt-nothing.odt": makeZip([{ name: "mimetype", method: 0, flags: 0,
        data: "application/vnd.oasis.opendocument.text" }]),
    "odt-repeat.odt": odt(content('<table:table><table:table-row table:number-rows-repeated="999999999">' +
        `<table:table-cell table:number-columns-repeated="999999999">${paragraph(SAYS)}</table:table-cell>` +
        "</table:table-row></table:table>")),
    "odt-repeated.odt": odt(content(repeated(20))),
    "odt-secret.odt": odt(noise(400), [{ name: "META-INF/manifest.xml",
        data: '<m:m><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:m>' }]),
    "doc-noise.doc": ole,
    "doc-secret.doc": locked,
    "html-attributes.html": `<p ${Array.from({ length: 50000 }, (_, i) => `a${i}=""`).join(" ")}>${SAYS}`,
    "html-cells.html": `<table border=1>${"<tr><td colspan=63>a".repeat(9000)}`,
    "html-deep.html": nest("<div>", "</div>", 100000, SAYS),
    "html-entities.xhtml": `<?xml version="1.0"?>${bomb}<html><body><p>&l9;</p></body></html>`,
    "html-foreign.xhtml": `<?xml version="1.0"?>${foreign}<html><body><p>&e; ${SAYS}</p></body></html>`,
    "html-frames.html": '<html><frameset><frame src="file:///etc/passwd"></frameset></html>',
    "html-good.doc": `<html><body><p>${SAYS}</p></body></html>`,
    "html-links.html": `<body>${'<div><a href="x">a</a></div>'.repeat(20000)}<p>${SAYS}`,
    "html-noise.html": Buffer.concat([Buffer.from("<html><body>"), noise(3000)]),
    "html-nul.html": Buffer.from(`<body><p>${SAYS}\0</p>`),
    "html-script.html": "<html><body><script>document.write('x')</script></body></html>",
    "html-spans.html": `<table><tr><td colspan=999999999 rowspan=999999999>${SAYS}</table>`,
    "html-unclosed.html": `<body>${`<p><b><i>${SAYS} `.repeat(20000)}<!-- không hết`,
};
