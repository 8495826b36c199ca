/* markdown-ocr - OCR text becomes Markdown that means what was on the page. */
#pragma once

/* Escapes all of `text` that Markdown would take for a mark, but for bold and
 * italic (`*`), headings (`#`), lists (`-`) and tables (`|`); takes indents away.
 * What cmark makes of it shows every character of the text but those marks.
 * (transfer full)
 *
 * text  within markdown_check_limits: its tables are made as wide as their widest row */
char *markdown_escape_ocr(const char *text);
