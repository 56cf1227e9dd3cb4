{{ details_of(ref('int_measurement_forms')) }}
