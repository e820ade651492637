export default {
  invitation: {
    subject: 'Invitation to the alliance’s portal: {{institution}}',
    greeting: 'Dear {{name}},',
    textBy:
      '{{inviter}} invites you to join {{institution}} on the portal of the Global Alliance for Peace Operations, as {{role}}.',
    text: '{{institution}} invites you to join it on the portal of the Global Alliance for Peace Operations, as {{role}}.',
    how: 'There the institutions of the alliance write their policy compendia together. The link below opens the invitation; it works once, for two weeks.',
    action: 'Open the invitation',
    foot: 'If you do not know what this is about, you need not do anything.',
  },
} as const
