{{ item_values(ref('int_answers')) }}
