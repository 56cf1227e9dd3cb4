select
    case
        when phases.distribution_number is not null
            then {{ slot_number('phases.distribution_number', 'phases.phase_code') }}
    end as slot_number,
    -- Those who came to the distribution together, apart from those who came back with them.
    phases.distribution_atom_number * 2 + cast(phases.distribution_is_new as integer) as part_number,
    phases.questionnaire_code,
    phases.indicator_key,
    phases.period_key,
    phases.phase_code,
    -- Starts without an end are apart: they must be free to become pairs.
    phases.pairing_status_code = 'start_only' as awaits_end,
    -- Of scores the form's language, of all else the person's.
    case when phases.indicator_key = 0 then phases.language_code else coalesce(forms.language_code, 'unknown') end
        as language_code,
    phases.submission_key
from {{ ref('int_member_phases') }} as phases
inner join {{ ref('int_published_details') }} as forms on phases.submission_key = forms.submission_key
where phases.status_code = 'published' and (phases.indicator_key <> 0 or phases.distribution_number is not null)
