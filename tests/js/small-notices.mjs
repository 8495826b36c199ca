/* small-notices - a corpus for tests of the engine, in the order of its documents. */
import { smallSite } from "./small-site.mjs";
import { loadEngine } from "./engine.mjs";

const rows = [
    ["2021-05-02", "Thông báo", "Bộ Y tế", "Sơn La", "Cách ly xã hội",
        "Cách ly xã hội toàn tỉnh. Các chiến sĩ hội họp, xã hội hoá."],
    ["2021-05-01", "Kết luận", "Ban Thường vụ", null, "Về Covid-19",
        "Phòng chống dịch Covid-19 tại xã. Hội cách chức, ly khai."],
    ["2020-12-31", "Thông báo", "Ban Thường vụ", "Sơn La", "Chiến sỹ",
        "Chiến sỹ cach ly xa hoi; số 04 ngày 08 tháng 3. Xã hội hội hội nghị."],
    ["2020-12-31", null, null, null, null, "Thông báo số 16/CT-TTg ngày 31/3/2020. 4 người."],
    [null, "Thông báo", "Bộ Y tế", "Hà Nội", "Không ngày",
        "Bé bẻ bẽ cách trở xã. Toàn tỉnh. Hội xã hội cách ly xã."],
];

export const notices = rows.map(([date, type, issuer, province, title, text], i) => ({
    id: `n${i + 1}`, file_name: `n${i + 1}`, date, type, issuer, province, title, text,
    signatory: i === 0 ? "Trần Quốc Huy" : null, number: i === 3 ? "43-BS/ĐUK" : null,
}));

/** The engine with a site of `some` notices open: {tracuu, site, loader, index, ids(query,
 * options)}.  Files may be altered in site.files at any time. */
export async function openSmall({ some = notices, change, scripts } = {}) {
    const tracuu = loadEngine(scripts);
    tracuu.snippet.text = (html) => /<p>([^]*)<\/p>/.exec(html)[1];
    tracuu.readPage = (html) => ({ text: tracuu.snippet.text(html), places: [] });
    const site = smallSite(tracuu.text, some, change);
    const loader = new tracuu.Loader(".", async (path) => site.files.get(path.slice(2)) || null);
    const index = await tracuu.open(site.root, loader);
    const ids = async (query, options) =>
        (await tracuu.search(query, options)).results.map(({ id }) => id).join(" ");
    return { tracuu, site, loader, index, ids };
}

/** The path of the chunk `name` ("p0"). */
export const pathOf = ({ files }, name) =>
    [...files.keys()].find((path) => path.startsWith(`search/${name}-`));
