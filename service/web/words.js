// Every word of the page, in Chinese and English.
const WORDS = {
  zh: {
    home: "返回首页", download: "下载", key: "密钥", dropTitle: "拖入 PDF，或点击选择文件", dropHint: "预算公开表、扫描件均可",
    options: "选项", pages: "页码范围", ocr: "文字识别", password: "文档密码", recent: "最近的文档",
    pagesPane: "页面", previousPage: "上一页", nextPage: "下一页", page: "页", boxes: "显示单元格", smaller: "缩小", larger: "放大",
    table: "表格", tabTable: "表格", tabRecords: "记录", tabJson: "JSON", findings: "发现",
    failed: "校验不符", repairs: "修复", doubtful: "低置信度", warnings: "提示", none: "没有需要注意的内容",
    queued: "排队中，前面还有 {n} 份", running: "正在读取：第 {done} / {total} 页", opening: "正在打开文档", uploading: "正在上传",
    succeeded: "完成", partial: "部分完成", failedState: "失败", askKey: "请输入访问密钥（tablewright keys add 生成）",
    noTables: "文档中没有表格", noForm: "此表未识别为规范表式", confidence: "置信度", read: "识别", unit: "单位", of: "/ {n}",
    expected: "应为", actual: "实为", pageN: "第 {n} 页", network: "无法连接服务", checks: "项校验通过", pictureMissing: "无法显示此页",
    field: "字段", value: "内容", tooBig: "文件过大",
  },
  en: {
    home: "Start page", download: "Download", key: "Key", dropTitle: "Drop a PDF here, or click to choose one", dropHint: "Budget tables, born digital or scanned",
    options: "Options", pages: "Pages", ocr: "OCR", password: "Password", recent: "Recent documents",
    pagesPane: "Pages", previousPage: "Previous page", nextPage: "Next page", page: "Page", boxes: "Cells", smaller: "Smaller", larger: "Larger",
    table: "Table", tabTable: "Table", tabRecords: "Records", tabJson: "JSON", findings: "Findings",
    failed: "Failed checks", repairs: "Repairs", doubtful: "Low confidence", warnings: "Warnings", none: "Nothing to look at",
    queued: "Waiting, {n} ahead", running: "Reading page {done} of {total}", opening: "Opening the document", uploading: "Uploading",
    succeeded: "Done", partial: "Partial", failedState: "Failed", askKey: "Your key (made by: tablewright keys add NAME)",
    noTables: "The document has no tables", noForm: "This table is not one of the known forms", confidence: "confidence", read: "read by", unit: "Unit", of: "of {n}",
    expected: "expected", actual: "is", pageN: "page {n}", network: "The service cannot be reached", checks: "checks pass", pictureMissing: "This page cannot be shown",
    field: "Field", value: "Value", tooBig: "The file is too large",
  },
};

let language = localStorage.getItem("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** Return a text in the reader's language, its {holes} filled. */
export function word(name, values = {}) {
  return WORDS[language][name].replace(/\{(\w+)\}/g, (_, hole) => values[hole] ?? "");
}

/** Put the language's texts into everything that names one. */
export function translatePage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-i18n]")) element.textContent = word(element.dataset.i18n);
  for (const element of document.querySelectorAll("[data-i18n-title]")) {
    element.title = word(element.dataset.i18nTitle);
    element.setAttribute("aria-label", element.title);
  }
  for (const element of document.querySelectorAll("[data-i18n-label]")) element.setAttribute("aria-label", word(element.dataset.i18nLabel));
  const button = document.getElementById("language");
  button.textContent = language === "zh" ? "EN" : "中文";
  button.lang = language === "zh" ? "en" : "zh";
}

/** Change between the two languages. */
export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
  translatePage();
}
