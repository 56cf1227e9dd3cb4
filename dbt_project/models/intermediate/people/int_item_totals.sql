-- By two numbers alone: there are ten answers to a form.
{{ item_totals(ref('int_numbered_answers')) }}
