/* Files of formats that are not read, or whose name says what they are not. */
import { makeZip } from "./zip.mjs";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

/* An OLE file, so far as its stream's name goes. */
const ole = (stream) => Buffer.concat([OLE, Buffer.alloc(504), Buffer.from(`${stream}\0`, "utf16le")]);

const office = (part) => makeZip([{ name: "[Content_Types].xml", data: "<x/>" },
    { name: part, data: "<x/>" }]);

const openDocument = (kind) => makeZip([{ name: "mimetype", method: 0, flags: 0,
    data: `application/vnd.oasis.opendocument.${kind}` }]);

const binary = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 31) & 255));

export const files = {
    "form-7z.7z": Buffer.from("377abcaf271c0004", "hex"),
    "form-calc.ods": openDocument("spreadsheet"),
    "form-gzip.txt": Buffer.from("1f8b080000000000", "hex"),
    "form-html.mht": "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
    "form-image.jpg": Buffer.from("ffd8ffe000104a464946", "hex"),
    "form-image.pdf": Buffer.from("89504e470d0a1a0a", "hex"),
    "form-json.json": '{"id": "x"}',
    "form-mail.eml": "From: a@example.vn\r\nSubject: TB\r\n\r\nThông báo.",
    "form-none": "Không có đuôi.",
    "form-ole-sheet.doc": ole("Workbook"),
    "form-ole-slides.ppt": ole("PowerPoint Document"),
    "form-program.doc": Buffer.concat([Buffer.from("MZ"), Buffer.alloc(100)]),
    "form-rar.zip": Buffer.from("526172211a070100", "hex"),
    "form-rtf.doc": "{\\rtf1\\ansi Th\\u244?ng b\\u225?o}",
    "form-rtf.rtf": "{\\rtf1\\ansi Th\\u244?ng b\\u225?o}",
    "form-secret.docx": ole("EncryptedPackage"),
    "form-sheet.docx": office("xl/workbook.xml"),
    "form-slides.zip": office("ppt/presentation.xml"),
    "form-tar.tar": Buffer.concat([Buffer.alloc(257, "x"), Buffer.from("ustar\0")]),
    "form-text.zip": "Chỉ là chữ, dù mang tên khác.",
    "form-word.doc": '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>',
    "form-written.ps": "%!PS-Adobe-3.0",
    "text-binary.md": binary,
    "text-cafe.txt": Buffer.from("Le caf\xe9 est ferm\xe9. Na\xefve words.", "latin1"),
    "text-noise.txt": Buffer.from(Array.from({ length: 300 }, (_, i) => 128 + ((i * 31) & 127))),
    "text-utf16.txt": Buffer.from("fffe540000d87800", "hex"),
    "text-utf32.txt": Buffer.from("fffe000054000000", "hex"),
    "text-blank.txt": " \n\t\r\n\f\n",
    "text-empty.txt": "",
    "text-html.md": "<script>alert(1)</script>\n",
    "text-nested.md": ">".repeat(5000),
    "text-nul.txt": "\0\0\0\n",
    "text-twins.md": "Bản Markdown.",
    "text-twins.txt": "Bản chữ.",
    "text-wide.md": `|${"a|".repeat(40000)}\n|${"-|".repeat(40000)}\n`,
    "text-wrong.meta.json": '{"id": "khác"}',
    "text-wrong.txt": "Có tệp sửa sai.",
    "list-broken.jsonl": '{"id":"list-1","text":"một"}\n{"id":\n{"id":"list-2"}\n' +
        `${"[".repeat(100000)}\n{"id":"list-3","text":"hai"}`,
    "list-pdf.jsonl": "%PDF-1.4\n",
};
