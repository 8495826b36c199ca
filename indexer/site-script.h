/* site-script - a notice's page that is a script too, so that there is one copy of its
 * text.
 *
 * On file:// a page may load scripts and nothing else, so the browser's search reads a
 * notice's text by loading its page as a classic script.  A script's reader takes `<!--`
 * for a comment to the end of the line, a browser for one up to `-->`:
 *
 *     <!--
 *     tracuu.page(String.raw`-->
 *     <!DOCTYPE html> … </html>
 *     <!--`)//-->
 */
#pragma once

#include <glib.h>

/* Wraps `page`, HTML, and writes what could end the literal or start an expression
 * in it, "`" and "${", as character references.  Those mean the same in text and in
 * attributes; an element <script> or <style>, where they would not, has no place in
 * the page of a notice. (transfer full) */
char *site_script_wrap(const char *page);
