"""Views for the usual questions. Only documents that are current count; amounts are in yuan."""

from __future__ import annotations

_CURRENT = "FROM figures f JOIN documents d ON d.document_id = f.document_id AND NOT d.superseded"


def _pick(form: str, measure: str, name: str) -> str:
    chosen = f"f.form = 'department_{form}_summary' AND f.measure = '{measure}'"
    return f"max(CASE WHEN {chosen} THEN f.amount_yuan END) AS {name}"


VIEWS: dict[str, str] = {
    # Every figure with its document.
    "current_figures": f"SELECT d.sha256, d.filename, d.page_count, f.* {_CURRENT}",
    # What each form adds up to, by department and year.
    "form_totals": (
        "SELECT f.entity, f.fiscal_year, f.form, f.side, f.measure, max(f.amount_yuan) AS amount_yuan, d.sha256"
        f" {_CURRENT} WHERE f.is_total GROUP BY f.entity, f.fiscal_year, f.form, f.side, f.measure, d.sha256"
    ),
    # One row a department's budget.
    "department_budgets": (
        "SELECT f.entity, f.fiscal_year, "
        + ", ".join(
            (
                _pick("revenue", "total", "revenue"),
                _pick("expenditure", "total", "expenditure"),
                _pick("expenditure", "basic", "basic_expenditure"),
                _pick("expenditure", "project", "project_expenditure"),
            )
        )
        + f", d.sha256, d.filename {_CURRENT} WHERE f.is_total"
        " AND f.form IN ('department_revenue_summary', 'department_expenditure_summary')"
        " GROUP BY f.entity, f.fiscal_year, d.sha256, d.filename"
    ),
    # Expenditure by functional or economic subject.
    "subject_figures": (
        "SELECT f.subject_code, f.name, f.entity, f.fiscal_year, f.form, f.measure, f.amount_yuan, f.page, d.sha256"
        f" {_CURRENT} WHERE f.subject_code IS NOT NULL"
    ),
    # What does not add up, and where.
    "failed_checks": (
        "SELECT d.sha256, d.filename, c.rule, c.form, c.message, c.expected, c.actual, c.tolerance, c.cells"
        " FROM checks c JOIN documents d ON d.document_id = c.document_id AND NOT d.superseded"
        " WHERE c.status = 'fail'"
    ),
}
