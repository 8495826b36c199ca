#include "stick/stick-private.h"

static const char *const lines[] = {
    "TRA CỨU VĂN BẢN TRÊN USB",
    "",
    "1. Cách mở",
    "   - Mở thư mục \"site\", nhấp đúp vào tệp \"index.html\". Trang tra cứu mở ra "
    "trong",
    "     trình duyệt. Không cần mạng, không cần cài gì.",
    "   - Trình duyệt: Chrome hoặc Edge từ bản 80, Firefox từ bản 113, Safari từ bản "
    "16.4.",
    "   - Có thể chép thư mục \"site\" vào máy rồi mở ở đó. Luôn chép cả thư mục, đừng "
    "chép",
    "     lẻ từng tệp.",
    "",
    "2. Dùng được gì",
    "   - Tìm kiếm: gõ có dấu hay không dấu đều được; đặt cụm từ trong ngoặc kép để tìm",
    "     đúng cụm đó.",
    "   - Duyệt: theo loại văn bản, cơ quan ban hành, tỉnh thành, năm và tháng.",
    "   - Tệp gốc của văn bản ở thư mục \"site\\originals\"; bảng để mở bằng Excel ở thư "
    "mục",
    "     \"site\\data\".",
    "   - Nếu trình duyệt không chạy JavaScript thì không tìm kiếm được, nhưng các trang",
    "     duyệt vẫn mở được.",
    "",
    "3. Kiểm tra USB đủ tệp và không tệp nào hỏng",
    "   - Chạy lại lệnh \"tracuu-index export\" như khi làm USB: chỉ tệp thiếu hay hỏng "
    "được",
    "     chép lại.",
    "   - Trên Windows: mở PowerShell ở thư mục này rồi dán cả dòng sau. Tệp nào hiện "
    "tên",
    "     là tệp hỏng; không hiện gì là tốt.",
    "     Get-Content SHA256SUMS | ForEach-Object { $h,$f = $_ -split '  ',2; "
    "if ((Get-FileHash -LiteralPath $f).Hash -ne $h) { $f } }",
    "   - Trên Linux: mở cửa sổ dòng lệnh ở thư mục này rồi gõ dòng sau. Không hiện gì "
    "là",
    "     tốt.",
    "     sha256sum --quiet -c SHA256SUMS",
    "",
    "4. Khi trang báo thiếu tệp hay tệp hỏng",
    "   USB chép chưa xong hoặc bị rút sớm. Hãy chép lại như mục 3. Đừng sửa, đổi tên "
    "hay",
    "   xóa tệp nào trong thư mục \"site\".",
    NULL,
};

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

const char *
stick_readme(void)
{
    static char *text;

    if (text == NULL) {
        g_autofree char *joined = g_strjoinv("\r\n", (char **) lines);

        text = g_strconcat(BYTE_ORDER_MARK, joined, "\r\n", NULL);
    }
    return text;
}
