{{ content_sums(ref('int_newest_scores'), ref('int_newest_forms'), ref('int_newest_answers')) }}
