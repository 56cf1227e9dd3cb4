{{ item_values(ref('int_published_answers')) }}
