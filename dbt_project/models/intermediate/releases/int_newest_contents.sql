with

-- Few or none: all forms would be looked through for them.
changed_forms as (

    select forms.*
    from {{ ref('int_measurement_forms') }} as forms
    inner join {{ ref('int_changed_measurements') }} as changed on forms.measurement_key = changed.measurement_key

),

newest_answers as (

    {{ answers_of('changed_forms') }}

),

newest_forms as (

    {{ details_of('changed_forms') }}

),

newest_scores as (

    select scores.*
    from {{ ref('int_newest_scores') }} as scores
    inner join {{ ref('int_changed_measurements') }} as changed on scores.measurement_key = changed.measurement_key

)

{{ contents('newest_scores', 'newest_forms', 'newest_answers', ref('int_changed_measurements')) }}
