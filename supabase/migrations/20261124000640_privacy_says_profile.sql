-- The text about data on people names the profile too, where coordinators have not written a text of their own.
update public.site_texts t
   set version = 2, content = replace(t.content::text, 'Your name as you want it shown, your e-mail address, your affiliations with their dates.',
         'Your name as you want it shown, your e-mail address, your affiliations with their dates; what you tell in your profile, and a photo if you give one.')::jsonb
 where t.key = 'privacy' and t.version = 1;
